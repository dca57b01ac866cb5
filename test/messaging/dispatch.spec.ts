import type { Database, Tx } from '../../src/database/database';
import { instantOf } from '../../src/kernel/civil-time';
import { DAY, HOUR, ManualClock, MINUTE, SECOND, type Instant } from '../../src/kernel/clock';
import type { Address, Channel, Reply, SendResult } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { Confirmations } from '../../src/messaging/confirmations.service';
import { DeliveryFigures } from '../../src/messaging/delivery-figures.service';
import { ContactRights } from '../../src/messaging/contact-rights.service';
import { DeliveryPolicy } from '../../src/messaging/delivery-policy.service';
import { DispatchOutbox } from '../../src/messaging/dispatch-outbox.service';
import { OutboxRepository } from '../../src/messaging/outbox.repository';
import { Outbox, type Owed, type OwedMessage } from '../../src/messaging/outbox.service';
import { OwnHands } from '../../src/messaging/transport';
import { MessageWording, type MessageToWord } from '../../src/messaging/wording.port';
import { AppClock } from '../../src/kernel/app-clock';
import { databasesUnderTest, freshDatabase, type FreshDatabase } from '../harness/databases';
import { aTown, type Town } from '../builders/town';
import { DropShift } from '../../src/rota/drop-shift.service';
import { insertInto } from '../harness/insert-into';

const at = (civil: string): Instant => instantOf(civil, 'Asia/Shanghai');
const NOON = at('2026-12-01T12:00');

/** Words what the tests owe, mostly notices; one without text has nothing to say, a broken one cannot be worded. */
class Wording extends MessageWording {
  wordsFor(_tx: Tx, message: MessageToWord): Promise<readonly Reply[] | null> {
    const text = message.kind === 'notice' ? message.facts.text : message.kind;
    if (text === 'broken') throw new Error('there are no words for this');
    return Promise.resolve(text === '' ? null : [{ text: `《${text}》` }]);
  }
}

/** A platform that notes what it is handed, and answers as it is told: once each, then `sent`. */
class Platform implements Channel {
  constructor(readonly key = 'wechat') {}

  readonly capabilities = {
    proactive: 'always' as const,
    maxTextBytes: 60,
    files: true,
    cards: false,
    concurrency: 1,
  };
  readonly handed: string[] = [];
  readonly refs: (string | undefined)[] = [];
  answers: SendResult[] = [];
  meanwhile: (() => Promise<void>) | null = null;

  async send(to: Address, message: Reply, ref?: string): Promise<SendResult> {
    this.handed.push(`${to.externalId}: ${'text' in message ? message.text : '?'}`);
    this.refs.push(ref);
    await this.meanwhile?.();
    return this.answers.shift() ?? { state: 'sent', providerMessageId: 'p1' };
  }
}

type Owing = Extract<OwedMessage, { kind: 'notice' | 'give-asked' }>;

interface Row {
  state: string;
  reason: string | null;
  nextMs: number;
  attempts: number;
  crashes: number;
  sentMs: number | null;
  channel: string | null;
  providerMessageId: string | null;
}

describe.each(databasesUnderTest())('what is owed to people, on %s', (engine) => {
  let fresh: FreshDatabase;
  let database: Database;
  let town: Town;
  let platform: Platform;
  let names: number;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    database = fresh.database;
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰', '敏')
      .withVolunteer('离开', { active: false })
      .withHotline({ from: '2026-12-08', days: 2 })
      .open();
    for (const name of ['陈静', '敏', '离开']) await bind(name);
  });
  afterAll(async () => {
    await town.close();
    await fresh.close();
  });
  beforeEach(async () => {
    names = 0;
    platform = new Platform();
    await database.write((tx) => tx.run('DELETE FROM outbox'));
    await database.write((tx) => tx.run("UPDATE people SET preferences = '{}'"));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  function bind(name: string): Promise<void> {
    const row = { org_id: town.scope.orgId, person_id: town.id(name), channel: 'wechat', external_id: name };
    return database.write((tx) => insertInto(tx, 'identities', { id: `i-${name}`, ...row, bound_ms: 0 }));
  }

  /** A process of the service with the platform connected; each call is another process. */
  function aDispatcher(...connected: Channel[]): DispatchOutbox {
    const channels = new Channels();
    for (const channel of connected.length > 0 ? connected : [platform]) channels.register(channel);
    const outbox = new OutboxRepository(database);
    const dispatcher = new DispatchOutbox(
      database,
      outbox,
      new Confirmations(database, outbox),
      new DeliveryPolicy(database, channels, new ContactRights(database, channels)),
      new Wording(),
      new OwnHands(),
      new DeliveryFigures(),
      new AppClock(new ManualClock(0)),
    );
    const log = (dispatcher as unknown as { log: { warn: unknown; error: unknown } }).log;
    log.warn = log.error = () => undefined;
    return dispatcher;
  }

  async function owe(more: Partial<Owed> & Partial<Pick<Owing, 'kind' | 'content'>> = {}, now = NOON): Promise<void> {
    const message = {
      orgId: town.scope.orgId,
      personId: town.id('陈静'),
      dedupeKey: `test.${String(++names)}`,
      kind: 'notice',
      class: 'normal',
      content: { facts: { text: '明天见' } },
      dueMs: now,
      ...more,
    } as OwedMessage;
    await database.write((tx) => new Outbox().owe(tx, now, message));
  }

  async function rows(): Promise<Row[]> {
    return database.read((tx) =>
      tx.all<Row>(
        'SELECT state, reason, next_ms, attempts, crashes, sent_ms, channel, provider_message_id FROM outbox ORDER BY dedupe_key',
      ),
    );
  }

  async function row(): Promise<Row> {
    const [only] = await rows();
    if (!only) throw new Error('nothing is owed');
    return only;
  }

  it('hands a message over once, when it is due, worded as it leaves', async () => {
    await owe({ dueMs: NOON + HOUR });
    await owe({ dedupeKey: 'test.1', content: { facts: { text: '又一次' } } });
    const dispatcher = aDispatcher();
    await dispatcher.run(NOON);
    expect(platform.handed).toEqual([]);
    expect(await dispatcher.nextDue()).toBe(NOON + HOUR);
    await dispatcher.run(NOON + HOUR);
    await dispatcher.run(NOON + HOUR);
    await aDispatcher().run(NOON + DAY);
    expect(platform.handed).toEqual(['陈静: 《明天见》']);
    expect(await rows()).toEqual([
      expect.objectContaining({ state: 'sent', sentMs: NOON + HOUR, channel: 'wechat', providerMessageId: 'p1' }),
    ]);
    expect(await dispatcher.nextDue()).toBeNull();
  });

  it('shares a hundred messages among three processes, each handed over once', async () => {
    for (let i = 0; i < 100; i++) await owe({ class: 'urgent', content: { say: [{ text: `第${String(i)}条` }] } });
    await Promise.all([aDispatcher(), aDispatcher(), aDispatcher()].map((dispatcher) => dispatcher.run(NOON)));
    expect(platform.handed).toHaveLength(100);
    expect(new Set(platform.handed).size).toBe(100);
    expect((await rows()).every((one) => one.state === 'sent' && one.attempts === 1)).toBe(true);
  });

  it('cuts a long text and names each piece, the same way when it is sent again', async () => {
    platform.answers = [{ state: 'sent' }, { state: 'retry', reason: 'busy', afterMs: MINUTE }];
    await owe({ content: { say: [{ text: '这是第一句，它有一点长。这是第二句，它也有一点长。' }] } });
    await aDispatcher().run(NOON);
    await aDispatcher().run(NOON + MINUTE);
    expect(platform.handed.slice(0, 2)).toEqual(['陈静: 这是第一句，它有一点长。', '陈静: 这是第二句，它也有一点长。']);
    expect(platform.refs[0]).toMatch(/\.0$/);
    expect(platform.refs.slice(2)).toEqual(platform.refs.slice(0, 2));
  });

  it('lets nobody whose lease was lost say what became of the message', async () => {
    await owe();
    const outbox = new OutboxRepository(database);
    const [slow] = await outbox.lease(NOON, 1);
    await outbox.reclaim(NOON + 24 * SECOND);
    expect(await outbox.lease(NOON + 24 * SECOND, 1)).toEqual([]);
    await outbox.reclaim(NOON + 25 * SECOND);
    const [quick] = await outbox.lease(NOON + 25 * SECOND, 1);
    if (!slow || !quick) throw new Error('nothing was leased');
    const at = NOON + MINUTE;
    const sent = { state: 'sent' as const, channel: 'wechat', address: '陈静' };
    const failed = { state: 'failed' as const, reason: 'late' };
    expect(await outbox.write([{ message: slow, final: null, at }])).toEqual([false]);
    expect(await outbox.write([{ message: slow, final: failed, at }])).toEqual([false]);
    expect(await outbox.write([{ message: quick, final: null, at }])).toEqual([true]);
    expect(await outbox.write([{ message: quick, final: sent, at }])).toEqual([true]);
    expect(await outbox.write([{ message: slow, final: failed, at }])).toEqual([false]);
    expect(await outbox.write([{ message: quick, final: failed, at }])).toEqual([false]);
    expect(await row()).toMatchObject({ state: 'sent', reason: null, crashes: 0 });
  });

  it('says again that an entry holds when its answer had been lost', async () => {
    await owe();
    await owe({ class: 'urgent' });
    const outbox = new OutboxRepository(database);
    const [one, two] = await outbox.lease(NOON, 2);
    if (!one || !two) throw new Error('nothing was leased');
    const entries = [
      {
        message: one,
        final: { state: 'sent' as const, channel: 'wechat', address: 'a', providerMessageId: 'p' },
        at: NOON,
      },
      { message: two, final: null, at: NOON },
    ];
    expect(await outbox.write(entries)).toEqual([true, true]);
    expect(await outbox.write(entries)).toEqual([true, true]);
    expect((await rows()).map((each) => [each.state, each.attempts])).toEqual([
      ['leased', 0],
      ['sent', 1],
    ]);
  });

  it('brings back what a dead process had taken, and puts aside what killed five that were sending it', async () => {
    await owe();
    const outbox = new OutboxRepository(database);
    await outbox.lease(NOON, 1);
    for (let death = 1; death <= 5; death++) {
      const now = NOON + death * 25 * SECOND;
      expect(await outbox.nextDue()).toBe(now);
      await outbox.reclaim(now);
      const [message] = await outbox.lease(now, 1);
      if (message) await outbox.write([{ message, final: null, at: now }]);
    }
    expect(await row()).toMatchObject({ state: 'leased', crashes: 4 });
    await aDispatcher().run(NOON + 150 * SECOND);
    expect(platform.handed).toEqual([]);
    expect(await row()).toMatchObject({ state: 'failed', crashes: 5, reason: 'the process that sent it died' });
    await owe();
    await outbox.lease(NOON, 1);
    await aDispatcher().run(NOON + 25 * SECOND);
    expect(platform.handed).toHaveLength(1);
  });

  it('says in one message what waits for one person, and each is confirmed', async () => {
    for (const text of ['早班', '晚班']) await owe({ content: { facts: { text } } });
    await owe({ class: 'urgent', content: { facts: { text: '急' } } });
    await owe({ personId: town.id('敏'), content: { facts: { text: '午班' } } });
    await aDispatcher().run(NOON);
    expect([...platform.handed].sort()).toEqual(['敏: 《午班》', '陈静: 《急》', '陈静: 《早班》\n\n《晚班》']);
    expect((await rows()).every((one) => one.state === 'sent' && one.attempts === 1)).toBe(true);
  });

  it('does not send what was closed between its taking and its sending', async () => {
    for (let i = 0; i < 3; i++) await owe({ class: 'urgent', subjectId: `shift${String(i)}` });
    platform.meanwhile = async () => {
      await database.write((tx) => new Outbox().suppress(tx, 'shift1', 'the session was moved'));
    };
    await aDispatcher().run(NOON);
    expect(platform.handed).toHaveLength(2);
    expect((await rows()).map((one) => [one.state, one.reason])).toEqual([
      ['sent', null],
      ['suppressed', 'the session was moved'],
      ['sent', null],
    ]);
  });

  it('lets a slow channel hold up nobody who is reached by another', async () => {
    const mail = new Platform('mail');
    await database.write((tx) => tx.run("UPDATE identities SET channel = 'mail' WHERE person_id = ?", [town.id('敏')]));
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    platform.meanwhile = () => released;
    for (let i = 0; i < 150; i++) await owe();
    await owe({ personId: town.id('敏') });
    mail.meanwhile = () => {
      release();
      return Promise.resolve();
    };
    await aDispatcher(platform, mail).run(NOON);
    await database.write((tx) =>
      tx.run("UPDATE identities SET channel = 'wechat' WHERE person_id = ?", [town.id('敏')]),
    );
    expect(mail.handed).toHaveLength(1);
    expect((await rows()).filter((one) => one.state === 'sent')).toHaveLength(151);
  });

  it('goes by the next way when the first one refuses, and says the last reason when none is left', async () => {
    const mail = new Platform('mail');
    const also = {
      org_id: town.scope.orgId,
      person_id: town.id('陈静'),
      channel: 'mail',
      external_id: 'chen@a.example',
    };
    await database.write((tx) => insertInto(tx, 'identities', { id: 'i-mail', ...also, bound_ms: -1 }));
    const refused = { state: 'refused' as const, reason: 'blocked by her' };
    platform.answers = [refused, refused];
    mail.answers = [{ state: 'sent' }, { state: 'refused', reason: 'no such box' }];
    await owe();
    await aDispatcher(platform, mail).run(NOON);
    expect(await row()).toMatchObject({ state: 'sent', channel: 'mail' });
    await owe();
    await aDispatcher(platform, mail).run(NOON);
    await database.write((tx) => tx.run("DELETE FROM identities WHERE id = 'i-mail'"));
    expect((await rows())[1]).toMatchObject({ state: 'failed', reason: 'no such box' });
  });

  it('takes a lease that ends too late for one made under a clock that was set back since', async () => {
    await owe();
    const outbox = new OutboxRepository(database);
    await outbox.lease(NOON + DAY, 1);
    await aDispatcher().run(NOON);
    expect(await row()).toMatchObject({ state: 'sent', crashes: 0 });
  });

  it('gives back what it cannot send before its lease ends', async () => {
    for (let i = 0; i < 5; i++) await owe({ class: 'urgent' });
    let elapsed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
    platform.meanwhile = () => {
      elapsed += 6 * SECOND;
      return Promise.resolve();
    };
    await aDispatcher().run(NOON);
    expect((await rows()).map((one) => one.state)).toEqual(['sent', 'sent', 'pending', 'pending', 'pending']);
    await aDispatcher().run(NOON + 12 * SECOND);
    await aDispatcher().run(NOON + 24 * SECOND);
    expect(platform.handed).toHaveLength(5);
    expect((await rows()).every((one) => one.state === 'sent' && one.attempts === 1 && one.crashes === 0)).toBe(true);
  });

  it('tries again after an error, each time later, and gives up with the reason when it is too late', async () => {
    await owe({ class: 'urgent', notAfterMs: NOON + HOUR });
    const waits: number[] = [];
    let now = NOON;
    for (let one = await row(); one.state === 'pending'; one = await row()) {
      now = one.nextMs;
      platform.answers = [{ state: 'retry', reason: 'the gateway is away' }];
      await aDispatcher().run(now);
      waits.push((await row()).nextMs - now);
    }
    const nominal = (attempt: number): number => Math.min(2 * SECOND * 2 ** attempt, 2 * MINUTE);
    const waited = waits.slice(0, -1);
    expect(waited.every((ms, i) => ms >= nominal(i) * 0.8 && ms <= nominal(i) * 1.2)).toBe(true);
    expect(waited.length).toBeGreaterThan(20);
    expect(now).toBeLessThanOrEqual(NOON + HOUR);
    expect(await row()).toMatchObject({ state: 'failed', reason: 'the gateway is away' });
  });

  it('says an urgent thing again when nobody knows whether it arrived, a circular not', async () => {
    await owe({ class: 'urgent' });
    await owe({ class: 'bulk' });
    platform.answers = [
      { state: 'unknown', reason: 'cut off' },
      { state: 'unknown', reason: 'cut off' },
    ];
    await aDispatcher().run(NOON);
    await aDispatcher().run(NOON + MINUTE);
    expect((await rows()).map((one) => one.state)).toEqual(['sent', 'failed']);
    expect(platform.handed).toHaveLength(3);
  });

  it('does not try again what was refused', async () => {
    await owe();
    platform.answers = [{ state: 'refused', reason: 'blocked by her' }];
    await aDispatcher().run(NOON);
    await aDispatcher().run(NOON + HOUR);
    expect(platform.handed).toHaveLength(1);
    expect(await row()).toMatchObject({ state: 'failed', reason: 'blocked by her' });
  });

  it('closes what came too late with a reason, and sends it at the last instant', async () => {
    await owe({ notAfterMs: NOON + HOUR });
    await aDispatcher().run(NOON + HOUR + 1);
    expect(platform.handed).toEqual([]);
    expect(await row()).toMatchObject({ state: 'expired', reason: 'came too late' });
    await owe({ notAfterMs: NOON + HOUR });
    await aDispatcher().run(NOON + HOUR);
    expect(platform.handed).toHaveLength(1);
  });

  it('keeps trying for somebody no channel reaches, until a day has passed or she is reached', async () => {
    const lan = { personId: town.id('韦兰'), class: 'urgent' as const };
    await owe(lan);
    const dispatcher = aDispatcher();
    await dispatcher.run(NOON);
    expect(await row()).toMatchObject({
      state: 'pending',
      nextMs: NOON + 5 * MINUTE,
      reason: 'no channel reaches the person',
    });
    await dispatcher.run(NOON + DAY);
    expect(await row()).toMatchObject({ state: 'failed', reason: 'no channel reaches the person' });
    await owe(lan);
    await dispatcher.run(NOON);
    await bind('韦兰');
    await dispatcher.run(NOON + 5 * MINUTE);
    await database.write((tx) => tx.run("DELETE FROM identities WHERE external_id = '韦兰'"));
    expect(platform.handed).toEqual(['韦兰: 《明天见》']);
  });

  it('waits for a channel that is not connected', async () => {
    await owe();
    await aDispatcher(new Platform('mail')).run(NOON);
    expect(await row()).toMatchObject({ state: 'pending', reason: 'no channel reaches the person' });
    await aDispatcher().run(NOON + 5 * MINUTE);
    expect(await row()).toMatchObject({ state: 'sent' });
  });

  it('says nothing to who is gone, and nothing that is no longer worth saying', async () => {
    await owe({ personId: town.id('离开') });
    await owe({ content: { facts: { text: '' } } });
    await aDispatcher().run(NOON);
    expect(platform.handed).toEqual([]);
    expect((await rows()).map((one) => [one.state, one.reason])).toEqual([
      ['suppressed', 'the person is no longer here'],
      ['suppressed', 'no longer worth saying'],
    ]);
  });

  it('lets a message that cannot be worded hold up nobody', async () => {
    await owe({ content: { facts: { text: 'broken' } } });
    await owe();
    await aDispatcher().run(NOON);
    expect(platform.handed).toEqual(['陈静: 《明天见》']);
    expect((await rows())[0]).toMatchObject({ state: 'pending', attempts: 1, crashes: 0 });
    await aDispatcher().run(NOON + DAY);
    expect((await rows())[0]).toMatchObject({ state: 'failed', reason: 'it could not be made ready' });
  });

  it('lets a message that an unknown version wrote hold up nobody', async () => {
    await owe();
    await database.write((tx) => tx.run("UPDATE outbox SET kind = 'unheard-of', content = '{\"facts\":'"));
    await owe();
    await aDispatcher().run(NOON);
    expect(platform.handed).toEqual(['陈静: 《明天见》']);
    expect((await rows())[0]).toMatchObject({ state: 'pending', reason: 'it could not be made ready' });
  });

  it('holds what can wait until eight in the morning, and lets what is urgent pass', async () => {
    const late = at('2026-12-01T22:00');
    await owe({}, late);
    await owe({ class: 'urgent', content: { say: [{ text: '急' }] } }, late);
    await owe({ class: 'bulk' }, late);
    const dispatcher = aDispatcher();
    await dispatcher.run(late);
    expect(platform.handed).toEqual(['陈静: 急']);
    expect((await rows())[0]).toMatchObject({ state: 'pending', reason: 'quiet hours', attempts: 0 });
    expect(await dispatcher.nextDue()).toBe(at('2026-12-02T08:00'));
    await dispatcher.run(at('2026-12-02T07:59'));
    expect(platform.handed).toHaveLength(1);
    await dispatcher.run(at('2026-12-02T08:00'));
    expect(platform.handed).toHaveLength(2);
    await owe({}, at('2026-12-02T21:59'));
    await dispatcher.run(at('2026-12-02T21:59'));
    expect(platform.handed).toHaveLength(3);
  });

  it('says at night what would be worth nothing in the morning', async () => {
    const late = at('2026-12-01T23:00');
    await owe({ notAfterMs: at('2026-12-02T00:00') }, late);
    await owe({ notAfterMs: at('2026-12-02T08:00') }, late);
    await aDispatcher().run(late);
    expect((await rows()).map((one) => one.state)).toEqual(['sent', 'pending']);
  });

  it('leaves in peace whoever asked for it, but for what is urgent or waits for her word', async () => {
    const until = NOON + 3 * DAY;
    await database.write((tx) =>
      tx.run('UPDATE people SET preferences = ?', [JSON.stringify({ quietUntilMs: until })]),
    );
    await owe();
    await owe({ class: 'urgent' });
    await owe({ kind: 'give-asked', content: { facts: { requestId: 'r1' } } });
    const dispatcher = aDispatcher();
    await dispatcher.run(NOON);
    expect((await rows()).map((one) => one.state)).toEqual(['pending', 'sent', 'sent']);
    expect(await dispatcher.nextDue()).toBe(until);
    await dispatcher.run(until);
    expect(platform.handed).toHaveLength(3);
  });

  it('does not remind of a shift that was dropped, and still reminds of the other', async () => {
    const dropped = await town.has('陈静', '2026-12-08T08:00');
    await town.has('陈静', '2026-12-09T14:00');
    const reminders = (): Promise<string[]> =>
      database
        .read((tx) =>
          tx.all<{ state: string }>("SELECT state FROM outbox WHERE kind = 'confirm-reminder' ORDER BY due_ms"),
        )
        .then((found) => found.map((one) => one.state));
    expect(await reminders()).toEqual(['pending', 'pending']);
    const result = await town.get(DropShift).drop(town.as('陈静'), { assignmentId: dropped });
    expect(result.ok).toBe(true);
    expect(await reminders()).toEqual(['suppressed', 'pending']);
  });
});

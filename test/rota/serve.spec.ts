import type { Database } from '../../src/database/database';
import { newId } from '../../src/kernel/ids';
import { ConfirmShift } from '../../src/rota/confirm-shift.service';
import { seemsToIdentify } from '../../src/kernel/identity-in-text';
import { serviceMinutes } from '../../src/rota/domain/serving';
import { Duty } from '../../src/rota/duty.service';
import { LookAtRota } from '../../src/rota/look-at-rota.service';
import { MarkNoShow } from '../../src/rota/mark-no-show.service';
import { OfferShift } from '../../src/rota/offer-shift.service';
import { RotaClockwork } from '../../src/rota/rota-clockwork.service';
import { aTown, at, ruleOf, valueOf, type Town } from '../builders/town';
import { databasesUnderTest, freshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const LATE = '2026-12-08T14:00';
const EVENING = '2026-12-08T20:00';
const NIGHT = '2026-12-09T00:00';

describe.each(databasesUnderTest())('serving on %s', (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let town: Town;

  beforeAll(async () => {
    ({ database, close } = await freshDatabase(engine));
  });
  afterAll(() => close());

  beforeEach(async () => {
    town = await aTown(database)
      .withVolunteers('陈静', '韦兰', '黄丽')
      .withCoordinator('李统筹')
      .withHotline({ from: '2026-12-07', days: 5, rules: { restAfterHighRiskHours: 48 } })
      .open();
  });
  afterEach(async () => {
    expect(await town.miscounted()).toEqual([]);
    await town.close();
  });

  const arrive = (name: string, assignmentId: string, when: string) =>
    town.get(Duty).arrive(town.as(name, when), { assignmentId });
  const leave = (name: string, assignmentId: string, when: string) =>
    town.get(Duty).offDuty(town.as(name, when), { assignmentId });
  const hand = (name: string, assignmentId: string, note: string | undefined, when: string) =>
    town.get(Duty).handover(town.as(name, when), { assignmentId, note });
  const stateOf = async (assignmentId: string) =>
    (await town.get(LookAtRota).assignment(town.scope, assignmentId))?.state;

  describe('confirming', () => {
    it('is said once and may be repeated', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      const confirm = () => town.get(ConfirmShift).confirm(town.as('陈静'), { assignmentId });
      expect(valueOf(await confirm()).already).toBe(false);
      expect(valueOf(await confirm()).already).toBe(true);
      expect(await town.get(LookAtRota).unconfirmed(town.scope, { from: at(LATE), to: at(NIGHT) })).toEqual([]);
    });

    it('is refused to others and when it is over', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      const confirm = (name: string, when?: string) =>
        town.get(ConfirmShift).confirm(town.as(name, when), { assignmentId });
      expect(ruleOf(await confirm('韦兰'))).toBe('not-yours');
      expect(ruleOf(await confirm('陈静', NIGHT))).toBe('over');
      expect(ruleOf(await confirm('李统筹'))).toBe('done');
    });
  });

  describe('arriving', () => {
    it('is possible from an hour before the start until the end; later it waits', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      expect(ruleOf(await arrive('陈静', assignmentId, '2026-12-08T18:59'))).toBe('too-early');
      expect(valueOf(await arrive('陈静', assignmentId, '2026-12-08T19:00')).already).toBe(false);
      expect(valueOf(await arrive('陈静', assignmentId, '2026-12-08T20:00')).already).toBe(true);
      const missed = await town.has('韦兰', EVENING, 'backup');
      expect(valueOf(await arrive('韦兰', missed, NIGHT)).waits).toBe(true);
    });

    it('shows her on duty, and ends an offer that stood open', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await town.get(OfferShift).offer(town.as('陈静'), { assignmentId }));
      valueOf(await arrive('陈静', assignmentId, EVENING));
      expect(ruleOf(await town.claims('韦兰', await town.shift(EVENING), '2026-12-08T20:05'))).toBe('full');
      const duties = await town.get(LookAtRota).onDuty(town.scope, at('2026-12-08T21:00'));
      expect(duties.map((duty) => [duty.postName, duty.people.map((one) => one.state), duty.empty])).toEqual([
        ['接线员', ['on-duty'], 0],
        ['备班', [], 1],
      ]);
    });

    it('relieves whoever stayed on the same post, with the time she stayed', async () => {
      const outgoing = await town.has('陈静', LATE);
      const incoming = await town.has('韦兰', EVENING);
      valueOf(await arrive('陈静', outgoing, LATE));
      expect(valueOf(await arrive('韦兰', incoming, '2026-12-08T20:12')).relieved).toMatchObject([{ name: '陈静' }]);
      const served = await town.get(LookAtRota).assignment(town.scope, outgoing);
      expect(served).toMatchObject({ state: 'done', serviceMinutes: 372, leftMs: at('2026-12-08T20:12') });
    });

    it('shows whoever is still there after her time, until somebody comes', async () => {
      const outgoing = await town.has('陈静', LATE);
      const incoming = await town.has('韦兰', EVENING);
      const still = async (when: string) =>
        (await town.get(LookAtRota).staying(town.scope, at(when))).map(({ personName }) => personName);
      valueOf(await arrive('陈静', outgoing, LATE));
      expect(await still('2026-12-08T19:59')).toEqual([]);
      expect(await still('2026-12-08T20:14')).toEqual(['陈静']);
      valueOf(await arrive('韦兰', incoming, '2026-12-08T20:15'));
      expect(await still('2026-12-08T20:16')).toEqual([]);
    });

    it('relieves nobody before her time is over', async () => {
      const outgoing = await town.has('陈静', LATE);
      const incoming = await town.has('韦兰', EVENING);
      valueOf(await arrive('陈静', outgoing, LATE));
      expect(valueOf(await arrive('韦兰', incoming, '2026-12-08T19:30')).relieved).toEqual([]);
      expect(await stateOf(outgoing)).toBe('on-duty');
    });
  });

  describe('leaving', () => {
    it('counts the planned time, and less only when she came late or left early', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await arrive('陈静', assignmentId, '2026-12-08T20:10'));
      expect(valueOf(await leave('陈静', assignmentId, '2026-12-08T23:50'))).toMatchObject({
        serviceMinutes: 240,
        already: false,
      });
      expect(valueOf(await leave('陈静', assignmentId, '2026-12-08T23:55')).already).toBe(true);
      const late = await town.has('韦兰', EVENING, 'backup');
      valueOf(await arrive('韦兰', late, '2026-12-08T20:30'));
      expect(valueOf(await leave('韦兰', late, '2026-12-08T23:00')).serviceMinutes).toBe(150);
    });

    it('is possible until twelve hours after the end, also for one who forgot to say that she came', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      expect(ruleOf(await leave('陈静', assignmentId, '2026-12-08T19:59'))).toBe('too-early');
      expect(ruleOf(await leave('李统筹', assignmentId, '2026-12-09T12:01'))).toBe('too-late');
      expect(valueOf(await leave('陈静', assignmentId, '2026-12-09T12:00')).serviceMinutes).toBe(240);
    });

    it('happens by itself half an hour after the end, once', async () => {
      const assignmentId = await town.has('陈静', EVENING);
      valueOf(await arrive('陈静', assignmentId, EVENING));
      const clockwork = town.get(RotaClockwork);
      const due = at('2026-12-09T00:30');
      await clockwork.run(due - 1);
      expect(await clockwork.nextDue(due - 1)).toBe(due);
      expect(await stateOf(assignmentId)).toBe('on-duty');
      await Promise.all([clockwork.run(due), clockwork.run(due)]);
      expect(await town.get(LookAtRota).assignment(town.scope, assignmentId)).toMatchObject({
        state: 'done',
        serviceMinutes: 240,
      });
      expect(await clockwork.nextDue(due)).toBeNull();
    });
  });

  describe('handing over', () => {
    it('keeps a note for those who come next and tells them', async () => {
      const outgoing = await town.has('陈静', LATE);
      await town.has('韦兰', EVENING);
      await town.has('黄丽', EVENING, 'backup');
      valueOf(await arrive('陈静', outgoing, LATE));
      const handed = valueOf(await hand('陈静', outgoing, '来电2个，一位明早回访', '2026-12-08T19:50'));
      expect(handed).toMatchObject({ note: '来电2个，一位明早回访', to: [{ name: '韦兰' }] });
      expect(await town.owed('韦兰')).toContain('handover-note');
      expect(await town.owed('黄丽')).not.toContain('handover-note');
      expect(await town.get(LookAtRota).assignment(town.scope, outgoing)).toMatchObject({
        note: '来电2个，一位明早回访',
        state: 'on-duty',
      });
    });

    it('refuses notes that tell who a caller is, that are too long, and people not on duty', async () => {
      const outgoing = await town.has('陈静', LATE);
      expect(ruleOf(await hand('陈静', outgoing, '无事', LATE))).toBe('state');
      valueOf(await arrive('陈静', outgoing, LATE));
      expect(ruleOf(await hand('陈静', outgoing, '请回电138 0013 8000', LATE))).toBe('identity-in-note');
      expect(ruleOf(await hand('陈静', outgoing, '好'.repeat(201), LATE))).toBe('note-too-long');
      expect(ruleOf(await hand('李统筹', outgoing, '无事', LATE))).toBe('not-yours');
      expect(ruleOf(await hand('陈静', outgoing, '好'.repeat(200), LATE))).toBe('done');
      expect(ruleOf(await hand('陈静', outgoing, undefined, '2026-12-09T08:01'))).toBe('too-late');
    });
  });

  describe('those who never checked in', () => {
    it('stay as they are, are listed, and a coordinator says what became of them', async () => {
      const [came, missed] = [await town.has('陈静', EVENING), await town.has('韦兰', EVENING, 'backup')];
      await town.get(RotaClockwork).run(at('2026-12-10T00:00'));
      const listed = await town.get(LookAtRota).notCheckedIn(town.scope, { from: at(LATE), to: at(NIGHT) }, at(NIGHT));
      expect(listed.map((one) => one.personName)).toEqual(['陈静', '韦兰']);
      const marks = town.get(MarkNoShow);
      const after = town.as('李统筹', '2026-12-10T09:00');
      expect(ruleOf(await marks.noShow(town.as('陈静', '2026-12-10T09:00'), { assignmentId: missed }))).toBe(
        'not-allowed',
      );
      expect(ruleOf(await marks.noShow(town.as('李统筹', '2026-12-08T19:00'), { assignmentId: missed }))).toBe(
        'too-early',
      );
      expect(valueOf(await marks.noShow(after, { assignmentId: missed }))).toMatchObject({
        state: 'no-show',
        serviceMinutes: 0,
      });
      expect(valueOf(await marks.served(after, { assignmentId: came }))).toMatchObject({
        state: 'done',
        serviceMinutes: 240,
      });
      expect(ruleOf(await marks.served(after, { assignmentId: came, minutes: 10_000 }))).toBe('bad-minutes');
      expect(valueOf(await marks.served(after, { assignmentId: missed, minutes: 60 })).state).toBe('done');
    });
  });

  it('asks for longer rest after a high-risk call', async () => {
    await town.has('陈静', '2026-12-07T20:00');
    const next = await town.shift('2026-12-09T08:00');
    const before = await town.shift('2026-12-07T20:00');
    const session = await database.read((tx) =>
      tx.one<{ sessionId: string; programmeId: string }>(
        'SELECT s.session_id, s.programme_id FROM shifts s WHERE s.id = ?',
        [before],
      ),
    );
    const report = (value: number) =>
      database.write((tx) =>
        insertInto(tx, 'tally_entries', {
          id: newId(0),
          org_id: town.scope.orgId,
          session_id: session?.sessionId ?? '',
          programme_id: session?.programmeId ?? '',
          measure: 'highRisk',
          value,
          kind: 'report',
          person_id: town.id('陈静'),
          at_ms: 0,
          note: null,
        }),
      );
    await report(1);
    expect(await town.claims('陈静', next, '2026-12-08T09:00')).toMatchObject({
      refusal: { rule: 'rest', violations: [{ neededHours: 48 }] },
    });
    await report(-1);
    expect(ruleOf(await town.claims('陈静', next, '2026-12-08T09:00'))).toBe('done');
  });
});

describe('a handover note', () => {
  it.each([
    '13800138000',
    '138-0013-8000',
    '１３８００１３８０００',
    '身份证 450202 19900101 123X',
    '一三八零零一三八零零零',
    '微信号abc12345',
    'a@b.cn',
    '0772 2821234',
    '138/1234/5678',
    '138*1234#5678 回电',
    '1\u200b3\u200b8\u20601234\u200d5678',
    '壹叁捌 壹贰叁肆 伍陆柒捌',
    '一3八1二3四5六7捌',
    '١٣٨١٢٣٤٥٦٧٨',
    '138转1234转5678',
    '微信是 abc12345',
    '加 QQ：1 2 3 4 5 6',
  ])('seems to identify somebody: %s', (note) => {
    expect(seemsToIdentify(note)).toBe(true);
  });
  it.each([
    '来电2个，一位明早回访',
    '20:00-24:00来电12个',
    '2026-12-08 09:00 回访',
    '有一件紧急交接，编号K17',
    '来电5 高危1',
    '2026/12/24 20:00 至 24:00 来电 3 通',
    '今晚一共接了二十三通，三通要回访',
    '11/30 19:30 接手，12 件办完',
  ])('tells nobody: %s', (note) => {
    expect(seemsToIdentify(note)).toBe(false);
  });
});

describe('service minutes', () => {
  const shift = { from: at(EVENING), to: at(NIGHT) };
  it.each([
    ['planned time', { arrived: at(EVENING), left: null }, 240],
    ['fifteen minutes late', { arrived: at('2026-12-08T20:15'), left: null }, 240],
    ['sixteen minutes late', { arrived: at('2026-12-08T20:16'), left: null }, 224],
    ['left sixteen minutes early', { arrived: null, left: at('2026-12-08T23:44') }, 224],
    ['stayed without being relieved', { arrived: null, left: at('2026-12-09T01:00') }, 240],
    ['relieved late', { arrived: null, left: null, relievedAt: at('2026-12-09T01:00') }, 300],
    ['relieved after half the night', { arrived: null, left: null, relievedAt: at('2026-12-09T06:00') }, 360],
  ])('%s', (_, times, minutes) => {
    expect(serviceMinutes(shift, times)).toBe(minutes);
  });
});

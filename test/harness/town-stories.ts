import { Test, type TestingModule } from '@nestjs/testing';
import { readConfiguration } from '../../config/configuration';
import { Conversation } from '../../src/conversation/conversation.service';
import { ConversationSettings } from '../../src/conversation/dialogue/pace';
import { CoreModule } from '../../src/core.module';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';
import { civilOf, instantOf } from '../../src/kernel/civil-time';
import { ManualClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import type { Address, Reply, SendResult } from '../../src/messaging/channel';
import { Channels } from '../../src/messaging/channels';
import { AppClock } from '../../src/kernel/app-clock';
import { ImportOrganisation } from '../../src/import/import-organisation.service';
import { MoveSession } from '../../src/sessions/move-session.service';
import { Heartbeat } from '../../src/beat/heartbeat.service';
import { freshUrl, type EngineUnderTest } from './databases';
import { TOWN_FILE, type Key } from './town-file';
import { insertInto } from './insert-into';

const ZONE = 'Asia/Shanghai';
const CHANNEL = 'test';
/** A Tuesday morning. */
const MORNING = '2026-12-01T09:00';

export interface SayingOptions {
  /** A group instead of the private chat. */
  readonly in?: string;
  readonly mentioned?: boolean;
  /** The message's id on its channel; the same id again is the same message delivered twice. */
  readonly id?: string;
  readonly attachment?: string;
}

/** What somebody said, and what she hears for it. */
export class Saying implements PromiseLike<string> {
  constructor(private readonly answer: Promise<readonly Reply[]>) {}

  /** Every pattern is found in the answer. Gives the answer. */
  async thenHears(...patterns: readonly (RegExp | string)[]): Promise<string> {
    const heard = await this.text();
    for (const pattern of patterns) expect(heard).toMatch(pattern);
    return heard;
  }

  async thenHearsNothing(): Promise<void> {
    expect(await this.answer).toEqual([]);
  }

  replies(): Promise<readonly Reply[]> {
    return this.answer;
  }

  then<A, B>(
    onText?: ((text: string) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.text().then(onText, onError);
  }

  private async text(): Promise<string> {
    const replies = await this.answer;
    return replies
      .map((reply) => ('text' in reply ? reply.text : 'file' in reply ? `[${reply.file.name}]` : ''))
      .join('\n');
  }
}

/** Somebody of the town, on her phone. */
export class Voice {
  /** What the service sent of itself, oldest first. */
  readonly heard: string[] = [];

  constructor(
    private readonly town: StoryTown,
    readonly account: string,
  ) {}

  says(text: string, options: SayingOptions = {}): Saying {
    return new Saying(this.town.receive(this.account, text, options));
  }

  /** What she was told without asking since this was asked last. */
  news(): string {
    return this.heard.splice(0).join('\n');
  }
}

export interface Sent {
  /** `12-03T14:00` */
  readonly at: string;
  readonly to: string;
  readonly text: string;
}

/** The whole service on a real database, with a clock that the story moves and people who talk. */
export class StoryTown {
  private app: TestingModule;
  private opened: Database;
  private readonly dead: TestingModule[] = [];
  private messages = 0;
  private readonly voices = new Map<string, Voice>();
  /** Everything that the service sent of itself, with its wall-clock time. */
  readonly sent: Sent[] = [];

  private constructor(
    private readonly url: string,
    private readonly drop: () => Promise<void>,
    readonly clock: ManualClock,
    private readonly settings: ConversationSettings,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** `environment`: further settings of the service. */
  static async open(
    engine: EngineUnderTest,
    settings = new ConversationSettings(null),
    environment: Readonly<Record<string, string>> = {},
    file: object = TOWN_FILE,
  ): Promise<StoryTown> {
    const { url, drop } = await freshUrl(engine);
    const town = new StoryTown(url, drop, new ManualClock(instantOf(MORNING, ZONE)), settings, environment);
    await town.boot();
    const result = await town.app.get(ImportOrganisation, { strict: false }).import(file, town.clock.now());
    if (!result.ok) throw new Error(result.refusal.faults.join('\n'));
    await town.bindEverybody();
    return town;
  }

  get database(): Database {
    return this.opened;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  voice(account: string): Voice {
    const known = this.voices.get(account) ?? new Voice(this, account);
    this.voices.set(account, known);
    return known;
  }

  get mei(): Voice {
    return this.voice('mei' satisfies Key);
  }
  get lan(): Voice {
    return this.voice('lan' satisfies Key);
  }
  get fang(): Voice {
    return this.voice('fang' satisfies Key);
  }
  get hui(): Voice {
    return this.voice('hui' satisfies Key);
  }
  get boss(): Voice {
    return this.voice('boss' satisfies Key);
  }
  get wei(): Voice {
    return this.voice('wei' satisfies Key);
  }
  get qin(): Voice {
    return this.voice('qin' satisfies Key);
  }

  async receive(account: string, text: string, options: SayingOptions): Promise<readonly Reply[]> {
    const replies = await this.get(Conversation).receive({
      channel: CHANNEL,
      externalId: account,
      conversation: options.in ? { kind: 'group', id: options.in } : { kind: 'private', id: account },
      text,
      mentioned: options.mentioned ?? false,
      messageId: options.id ?? `m${String(++this.messages)}`,
      at: this.clock.now(),
      attachment: options.attachment,
    });
    return replies;
  }

  /** Lets everything happen that falls due until then, each at its own time. */
  async until(civil: string): Promise<void> {
    const target = instantOf(civil, ZONE);
    const heartbeat = this.get(Heartbeat);
    for (let next = await heartbeat.next(); next && next.at <= target; next = await heartbeat.next()) {
      this.clock.windTo(next.at);
      await heartbeat.beat(next.works);
    }
    this.clock.windTo(target);
  }

  /** Lets what is due at this instant happen. */
  async settle(): Promise<void> {
    await this.get(Heartbeat).beat();
  }

  /** A coordinator moves the hotline's session that begins at `from`. */
  async move(from: string, to: string): Promise<void> {
    const session = await this.one<{ id: string; orgId: string }>(
      'SELECT id, org_id FROM sessions WHERE start_civil = ?',
      from,
    );
    const boss = await this.one<{ id: string }>("SELECT id FROM people WHERE slug = 'boss'");
    const context = {
      scope: { orgId: session?.orgId ?? '', zone: ZONE },
      actorId: boss?.id ?? '',
      roles: ['coordinator' as const],
      now: this.clock.now(),
      channel: 'console',
    };
    const result = await this.get(MoveSession).move(context, { sessionId: session?.id ?? '', start: to });
    if (!result.ok) throw new Error(`not moved: ${result.refusal.rule}`);
  }

  /** The process dies and starts again on the same database. */
  async restart(): Promise<void> {
    this.dead.push(this.app);
    await this.opened.close();
    await this.boot();
  }

  /** One row, for what cannot be heard. */
  one<T>(sql: string, ...params: readonly string[]): Promise<T | null> {
    return this.opened.read((tx) => tx.one<T>(sql, params));
  }

  async close(): Promise<void> {
    for (const app of [...this.dead, this.app]) await app.close().catch(() => undefined);
    await this.opened.close().catch(() => undefined);
    await this.drop();
  }

  private async boot(): Promise<void> {
    this.opened = await openDatabase(this.url, { migrate: false });
    const configuration = readConfiguration({
      DATABASE_URL: this.url,
      SECRET_KEY: 'of-the-story-'.repeat(4),
      ...this.environment,
    });
    const platform = { configuration, database: this.opened, clock: new AppClock(this.clock) };
    this.app = await Test.createTestingModule({ imports: [CoreModule.with(platform, { beating: false })] })
      .overrideProvider(ConversationSettings)
      .useValue(this.settings)
      .compile();
    await this.app.init();
    this.get(Channels).register({
      key: CHANNEL,
      capabilities: { proactive: 'always', maxTextBytes: 100_000, files: true, cards: true, concurrency: 1 },
      send: (to, message) => this.deliver(to, message),
    });
  }

  private deliver(to: Address, message: Reply): Promise<SendResult> {
    const text = 'text' in message ? message.text : JSON.stringify(message);
    this.voice(to.externalId).heard.push(text);
    this.sent.push({ at: civilOf(this.clock.now(), ZONE).slice(5), to: to.externalId, text });
    return Promise.resolve({ state: 'sent' });
  }

  private async bindEverybody(): Promise<void> {
    const now = this.clock.now();
    await this.opened.write(async (tx) => {
      const people = await tx.all<{ id: string; orgId: string; slug: string }>('SELECT id, org_id, slug FROM people');
      const rows = people.map((person) => ({
        id: newId(now),
        org_id: person.orgId,
        person_id: person.id,
        channel: CHANNEL,
        external_id: person.slug,
        bound_ms: now,
      }));
      await insertInto(tx, 'identities', rows);
    });
  }
}

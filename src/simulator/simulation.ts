import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../../config/configuration';
import { Conversation } from '../conversation/conversation.service';
import { CoreModule } from '../core.module';
import type { Database } from '../database/database';
import { openDatabase } from '../schema/open-database';
import { civilOf, type ZoneName } from '../kernel/civil-time';
import { newId } from '../kernel/ids';
import { ManualClock, SECOND, type Instant } from '../kernel/clock';
import { Identities } from '../organisations/identities.service';
import type { Address, Reply } from '../messaging/channel';
import { Channels } from '../messaging/channels';
import { AppClock } from '../kernel/app-clock';
import { Heartbeat } from '../beat/heartbeat.service';
import { Fault } from '../kernel/fault';
import { SimulatorChannel } from './simulator-channel';
import { everyInhabitant, peopleCalled } from './simulator.queries';

const BOT_NAME = '小约';
const MENTION = new RegExp(`[@＠]${BOT_NAME}[\\u2005\\s]?`, 'gu');
/** Work that stays due although it was run this often has a fault; going on would never end. */
const MAX_RUNS_AT_ONE_INSTANT = 1000;

export interface Heard {
  readonly at: string;
  readonly to: string;
  readonly in?: string;
  readonly text?: string;
  readonly file?: object;
  readonly card?: object;
  readonly replyTo?: number;
}

/** One running service in this process, under a clock that only the scenario moves. */
export class Simulation {
  private app: INestApplicationContext;
  private database: Database;
  private readonly run = newId(Date.parse('2020-01-01T00:00:00Z'));
  private readonly names = new Map<string, string>();
  zone: ZoneName = 'Asia/Shanghai';

  constructor(
    private readonly configuration: Configuration,
    readonly clock: ManualClock,
    private readonly hear: (message: Heard) => void,
  ) {}

  async boot(): Promise<void> {
    this.database = await openDatabase(this.configuration.databaseUrl).catch((error: unknown) => {
      throw new Fault(`--database: ${(error as Error).message}`);
    });
    const platform = { configuration: this.configuration, database: this.database, clock: new AppClock(this.clock) };
    this.app = await NestFactory.createApplicationContext(CoreModule.with(platform, { beating: false }), {
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    this.app.get(Channels, { strict: false }).register(
      new SimulatorChannel((to, message) => {
        this.proactive(to, message);
      }),
    );
  }

  /** Everything that is only in memory is gone, as if the power had failed; then the service starts again. */
  async crash(): Promise<void> {
    await this.database.close();
    await this.boot();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(type, { strict: false });
  }

  /** Makes everybody in the database reachable, and learns how to call them in the output. */
  async meetEverybody(): Promise<void> {
    await this.database.write(async (tx) => {
      const people = await everyInhabitant(tx);
      const count = new Map<string, number>();
      for (const person of people) count.set(person.name, (count.get(person.name) ?? 0) + 1);
      for (const person of people) this.names.set(person.id, count.get(person.name) === 1 ? person.name : person.slug);
      const fresh = people.filter((person) => person.bound === null);
      const identities = fresh.map(({ id, orgId }) => ({ orgId, personId: id, channel: 'simulator', externalId: id }));
      await this.get(Identities).add(tx, identities, this.clock.now());
    });
  }

  /** The account of whoever is called so, by key or by name; null when two people share the name. Others are strangers. */
  async accountOf(called: string): Promise<string | null> {
    const found = await this.database.read((tx) => peopleCalled(tx, called));
    if (found.length > 1) return null;
    return found[0]?.id ?? `stranger-${called}`;
  }

  /** Lets everything happen that falls due up to and including `target`, each at its own instant. */
  async windTo(target: Instant): Promise<void> {
    const heartbeat = this.get(Heartbeat);
    let runs = 0;
    for (;;) {
      const next = await heartbeat.next();
      if (next === null || next.at > target) break;
      runs = next.at <= this.clock.now() ? runs + 1 : 0;
      if (runs > MAX_RUNS_AT_ONE_INSTANT) throw new Error(`work stays due at ${new Date(next.at).toISOString()}`);
      this.clock.windTo(next.at);
      await heartbeat.beat(next.works);
    }
    this.clock.windTo(target);
  }

  /** Says `text` as the account; what the service answers is heard at once, what follows by itself afterwards. */
  async say(line: number, called: string, account: string, text: string, group: string | null): Promise<void> {
    const now = this.clock.now();
    const bare = text.replace(MENTION, '').trim();
    const replies = await this.get(Conversation).receive({
      channel: 'simulator',
      externalId: account,
      conversation: group === null ? { kind: 'private', id: account } : { kind: 'group', id: group },
      text: bare === '' || group === null ? text : bare,
      mentioned: group !== null && text.search(MENTION) >= 0,
      messageId: `${this.run}-${String(line)}-${account}`,
      at: now,
    });
    for (const reply of replies) this.hear(this.line(called, reply, group, line));
  }

  private proactive(to: Address, message: Reply): void {
    this.hear(this.line(this.names.get(to.externalId) ?? to.externalId, message, to.group ?? null));
  }

  private line(to: string, reply: Reply, group: string | null, replyTo?: number): Heard {
    return {
      at: this.stamp(),
      to,
      ...(group === null ? {} : { in: group }),
      ...reply,
      ...(replyTo ? { replyTo } : {}),
    };
  }

  private stamp(): string {
    const now = this.clock.now();
    const civil = civilOf(now, this.zone);
    const seconds = Math.floor((now % (60 * SECOND)) / SECOND);
    return seconds === 0 ? civil : `${civil}:${String(seconds).padStart(2, '0')}`;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../src/schema/open-database';
import type { Database } from '../../src/database/database';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { Outbox, type OwedMessage } from '../../src/messaging/outbox.service';
import { aTown, at, type Town } from '../builders/town';
import { startCuttingProxy, type CuttingProxy } from '../harness/cutting-proxy';
import { onServer } from '../harness/databases';
import type { RedisServer } from '../harness/redis';
import { account, keyOf, textOf, type Figures } from './accounts';
import { Berth } from './fleet';
import { startSink, type Sink } from './sink';
import { insertInto } from '../harness/insert-into';

/** How much of what happens to the service. */
export interface Plan {
  readonly kills: number;
  readonly databaseKills: number;
  /** Deaths of the Redis between the processes, with all that is in it; none without a Redis. */
  readonly redisKills: number;
  /** Stops of a process for longer than its lease. */
  readonly pauses: number;
  /** Connections to the database cut in the middle of a COMMIT. */
  readonly cuts: number;
  /** Clocks set a day forward or back and set right again. */
  readonly steps: number;
  /** Nights of 24 simulated hours in which nothing runs. */
  readonly downtimes: number;
  readonly processes: number;
  /** After this long no further event begins. */
  readonly minutes: number;
}

/** A database server that may be killed; `kill` and `restart` are left out when it is shared with others. */
export interface Server {
  readonly url: string;
  kill?(): Promise<void>;
  restart?(): Promise<void>;
}

export interface Outcome extends Figures {
  readonly owed: number;
  readonly happened: Readonly<Record<EventName, number>>;
  readonly seconds: number;
}

type EventName = 'kill' | 'databaseKill' | 'redisKill' | 'pause' | 'cut' | 'step' | 'downtime';

interface Options {
  /** What the processes share their batches through; left out: they meet in the database alone. */
  readonly redis?: RedisServer;
  readonly say?: (line: string) => void;
  readonly seed?: number;
}

const CHANNELS = ['sink-a', 'sink-b'];
const PEOPLE = 120;
const SHIFTS = 400;
/** Longer than a lease of the outbox. */
const PAUSE_MS = 28 * SECOND;
const STEP_MS = 4 * SECOND;
/** Simulated: noon, so that nobody's night interferes. */
const NOON = '2026-12-01T12:00';

/** Lets a fleet of service processes work through faults, then judges what arrived and what is kept. */
export async function chaos(plan: Plan, server: Server, options: Options = {}): Promise<Outcome> {
  const run = await ChaosRun.prepare(plan, server, options);
  try {
    return await run.play();
  } finally {
    await run.close();
  }
}

class ChaosRun {
  private readonly happened: Record<EventName, number> = {
    kill: 0,
    databaseKill: 0,
    redisKill: 0,
    pause: 0,
    cut: 0,
    step: 0,
    downtime: 0,
  };
  private readonly answers = new Map<string, { shiftId: string; personId: string; ok: boolean }>();
  private readonly asked = new Map<string, { shiftId: string; personId: string; since: number }>();
  private readonly begun = performance.now();
  private wrongBy = at(NOON) - Date.now();
  private owed = 0;
  private over = false;
  private quiet = false;

  private constructor(
    private readonly plan: Plan,
    private readonly server: Server,
    private readonly database: Database,
    private readonly town: Town,
    private readonly shiftIds: readonly string[],
    private readonly sink: Sink,
    private readonly proxy: CuttingProxy,
    private readonly name: string,
    private readonly folder: string,
    private readonly say: (line: string) => void,
    private readonly random: () => number,
    private readonly redis: RedisServer | null,
  ) {}

  private readonly fleet: Berth[] = [];

  static async prepare(plan: Plan, server: Server, options: Options): Promise<ChaosRun> {
    const folder = await mkdtemp(join(tmpdir(), 'xinyue-chaos-'));
    const name = `xinyue_chaos_${newId(Date.now()).slice(-10).toLowerCase()}`;
    await onServer((connection) => connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`), server.url);
    const database = await openDatabase(`${server.url}/${name}`);
    const people = Array.from({ length: PEOPLE }, (_, i) => `志愿者${String(i)}`);
    const sessions = Array.from({ length: SHIFTS }, (_, i) => {
      const day = new Date(Date.UTC(2027, 1, 1 + Math.floor(i / 4))).toISOString().slice(0, 10);
      const hour = String(8 + (i % 4) * 3).padStart(2, '0');
      return { dayPart: '', start: `${day}T${hour}:00`, end: `${day}T${String(Number(hour) + 2)}:00`, night: false };
    });
    const post = { key: 'lead', name: '带领者', min: 1, max: 1, qualification: 'hotline', trainee: 'allowed' as const };
    const town = await aTown(database)
      .withVolunteers(...people)
      .withProgramme('salon', '沙龙', { posts: [post] }, sessions)
      .open();
    await database.write((tx) =>
      insertInto(
        tx,
        'identities',
        people.map((person, i) => ({
          id: newId(0),
          org_id: town.scope.orgId,
          person_id: town.id(person),
          channel: CHANNELS[i % CHANNELS.length] ?? '',
          external_id: person,
          bound_ms: 0,
        })),
      ),
    );
    const shifts = await database.read((tx) => tx.all<{ id: string }>('SELECT id FROM shifts ORDER BY id'));
    const { hostname, port } = new URL(server.url);
    return new ChaosRun(
      plan,
      server,
      database,
      town,
      shifts.map((shift) => shift.id),
      await startSink(join(folder, 'deliveries.jsonl')),
      await startCuttingProxy(hostname, Number(port)),
      name,
      folder,
      options.say ?? (() => undefined),
      randomFrom(options.seed ?? 1),
      options.redis ?? null,
    );
  }

  async play(): Promise<Outcome> {
    const url = `mysql://root@127.0.0.1:${String(this.proxy.port)}/${this.name}`;
    for (let i = 0; i < this.plan.processes; i++) {
      const given = {
        url,
        redisUrl: this.redis?.url ?? null,
        sinkPort: this.sink.port,
        channels: CHANNELS,
        orgId: this.town.scope.orgId,
      };
      const berth = new Berth(this.folder, i, given, (line) => {
        this.heard(line);
      });
      berth.setClock(this.wrongBy);
      this.fleet.push(berth);
    }
    await Promise.all(this.fleet.map((berth) => berth.start()));
    const owing = this.oweOn();
    const claiming = this.claimOn();
    await this.events();
    this.quiet = true;
    await owing;
    await this.downtime();
    await this.drained();
    this.over = true;
    await claiming;
    const figures = await account(this.database, this.owed, this.sink.deliveries, this.answers);
    const seconds = Math.round((performance.now() - this.begun) / SECOND);
    return { ...figures, owed: this.owed, happened: this.happened, seconds };
  }

  async close(): Promise<void> {
    this.over = true;
    await Promise.all(this.fleet.map((berth) => berth.kill()));
    await this.town.close();
    await this.database.close();
    await this.proxy.close();
    await this.sink.close();
    await onServer((connection) => connection.query(`DROP DATABASE ${this.name}`), this.server.url);
    await rm(this.folder, { recursive: true, force: true });
  }

  /** All events in a random order, one begun after the other; pauses and steps go on beside what follows. */
  private async events(): Promise<void> {
    const { kills, databaseKills, redisKills, pauses, cuts, steps, downtimes, minutes } = this.plan;
    const list: EventName[] = [
      ...new Array<EventName>(kills).fill('kill'),
      ...new Array<EventName>(databaseKills).fill('databaseKill'),
      ...new Array<EventName>(this.redis ? redisKills : 0).fill('redisKill'),
      ...new Array<EventName>(pauses).fill('pause'),
      ...new Array<EventName>(cuts).fill('cut'),
      ...new Array<EventName>(steps).fill('step'),
      ...new Array<EventName>(downtimes).fill('downtime'),
    ];
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.random() * (i + 1));
      [list[i], list[j]] = [list[j] ?? 'kill', list[i] ?? 'kill'];
    }
    const beside: Promise<void>[] = [];
    for (const [i, event] of list.entries()) {
      if (performance.now() - this.begun > minutes * MINUTE) break;
      await sleep(100 + this.random() * 400);
      const done = this.happen(event);
      if (event === 'pause' || event === 'step') beside.push(done);
      else await done;
      if (i % 20 === 19)
        this.say(`${String(i + 1)}/${String(list.length)} events, ${String(this.sink.deliveries.length)} deliveries`);
    }
    await Promise.all(beside);
  }

  private async happen(event: EventName): Promise<void> {
    switch (event) {
      case 'kill': {
        const berth = await this.anyoneAtWork();
        if (!berth) return;
        this.happened.kill += 1;
        await berth.kill();
        void berth.start();
        return;
      }
      case 'databaseKill':
        if (!this.server.kill || !this.server.restart) return;
        this.happened.databaseKill += 1;
        await this.server.kill();
        await sleep(300);
        await this.server.restart();
        return;
      case 'redisKill':
        this.happened.redisKill += 1;
        await this.redis?.kill();
        await sleep(300);
        await this.redis?.restart();
        return;
      case 'pause': {
        const berth = this.anyone();
        if (!berth) return;
        this.happened.pause += 1;
        berth.signal('SIGSTOP');
        await sleep(PAUSE_MS);
        berth.signal('SIGCONT');
        return;
      }
      case 'cut':
        this.happened.cut += 1;
        this.proxy.cutNext('COMMIT', this.random() < 0.5 ? 'before its answer' : 'before it arrives');
        return;
      case 'step': {
        this.happened.step += 1;
        const one = this.random() < 0.5 ? this.anyone() : null;
        const by = this.random() < 0.5 ? DAY : -DAY;
        for (const berth of one ? [one] : this.fleet) berth.setClock(this.wrongBy + by);
        await sleep(STEP_MS);
        for (const berth of one ? [one] : this.fleet) berth.setClock(this.wrongBy);
        return;
      }
      case 'downtime':
        await this.downtime();
    }
  }

  private async downtime(): Promise<void> {
    this.happened.downtime += 1;
    await Promise.all(this.fleet.map((berth) => berth.kill()));
    this.wrongBy += DAY;
    for (const berth of this.fleet) berth.setClock(this.wrongBy);
    await Promise.all(this.fleet.map((berth) => berth.start()));
  }

  /** One that has handed something over in this life: killing who only starts would prove little. */
  private async anyoneAtWork(): Promise<Berth | null> {
    for (const until = performance.now() + 20 * SECOND; performance.now() < until;) {
      await sleep(20);
      const names = new Set(this.sink.deliveries.slice(-200).map((delivery) => delivery.by));
      const working = this.fleet.filter((berth) => berth.alive && names.has(berth.name));
      const berth = working[Math.floor(this.random() * working.length)];
      if (berth) return berth;
    }
    return this.anyone();
  }

  private anyone(): Berth | null {
    const alive = this.fleet.filter((berth) => berth.alive);
    return alive[Math.floor(this.random() * alive.length)] ?? null;
  }

  /** Owes messages without end: most are due soon, some in a day, some are of use for a short time only. */
  private async oweOn(): Promise<void> {
    while (!this.quiet) {
      await sleep(500);
      const now = Date.now() + this.wrongBy;
      const batch = Array.from({ length: 5 }, (_, i) => this.message(this.owed + i, now));
      // the same keys again change nothing, should the answer have been lost
      while (!(await this.kept(batch, now))) await sleep(200);
      this.owed += batch.length;
    }
  }

  private message(n: number, now: number): OwedMessage {
    const chance = this.random();
    const dueMs = now + (chance < 0.7 ? 0 : chance < 0.95 ? this.random() * MINUTE : this.random() * 20 * HOUR);
    return {
      orgId: this.town.scope.orgId,
      personId: this.town.id(`志愿者${String(Math.floor(this.random() * PEOPLE))}`),
      dedupeKey: keyOf(n),
      kind: 'notice',
      class: n % 2 === 0 ? 'urgent' : 'normal',
      content: { say: [{ text: textOf(n) }] },
      dueMs: Math.round(dueMs),
      ...(chance > 0.6 && chance < 0.65
        ? { notAfterMs: Math.round(dueMs) + 2 * SECOND }
        : { notAfterMs: now + 30 * DAY }),
    };
  }

  private async kept(batch: readonly OwedMessage[], now: number): Promise<boolean> {
    try {
      await this.database.write((tx) => new Outbox().owe(tx, now, ...batch));
      return true;
    } catch {
      return false;
    }
  }

  /** Claims without end; one without an answer is asked again under its key, of whoever lives. */
  private async claimOn(): Promise<void> {
    for (let n = 0; !this.over;) {
      await sleep(100);
      for (const [key, { shiftId, personId, since }] of this.asked) {
        if (performance.now() - since < 3 * SECOND) continue;
        this.asked.set(key, { shiftId, personId, since: performance.now() });
        this.anyone()?.claim({ key, shiftId, personId });
      }
      if (this.quiet || this.asked.size > 20) continue;
      const shiftId = this.shiftIds[Math.floor(this.random() * SHIFTS)] ?? '';
      const personId = this.town.id(`志愿者${String(Math.floor(this.random() * PEOPLE))}`);
      const key = `claim.${String(++n)}`;
      this.asked.set(key, { shiftId, personId, since: performance.now() });
      this.anyone()?.claim({ key, shiftId, personId });
    }
  }

  private heard(line: string): void {
    const { key, ok } = JSON.parse(line) as { key: string; ok: boolean | null };
    const claim = this.asked.get(key);
    if (ok === null || !claim) return;
    this.asked.delete(key);
    this.answers.set(key, { ...claim, ok });
  }

  /** Waits until nothing is due any more, at most three minutes; what then is left is the account's business. */
  private async drained(): Promise<void> {
    for (const until = performance.now() + 3 * MINUTE; performance.now() < until;) {
      await sleep(500);
      const left = await this.database.read((tx) =>
        tx.one<{ n: number }>(
          "SELECT COUNT(*) AS n FROM outbox WHERE dedupe_key LIKE 'chaos.%' AND state IN ('pending','leased')",
        ),
      );
      if (left?.n === 0 && this.asked.size === 0) return;
    }
  }
}

/** The same numbers for the same seed: Marsaglia's xorshift of 32 bits. */
function randomFrom(seed: number): () => number {
  let x = seed | 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

import { readConfiguration } from '../../config/configuration';
import { Database } from '../../src/database/database';
import { civilAt } from '../../src/kernel/civil-time';
import { ManualClock } from '../../src/kernel/clock';
import { AppClock } from '../../src/kernel/app-clock';
import { WebSessions } from '../../src/accounts/web-sessions.service';
import type { Post } from '../../src/programmes/domain/specification';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { startServer, type Server } from '../../src/server';
import { MORNING, aTown, at, valueOf, type Town } from '../builders/town';
import { freshUrl, type EngineUnderTest } from '../harness/databases';
import { postAll } from './http-load';
import { enginesAtHand, inParallel, median } from './measure';
import type { Report } from './report';
import { bareDriver, recordUnits, type BareDriver, type RecordedUnit } from './statements';

const CLAIMS = 250;
const CROWD = 1000;
const AT_ONCE = 32;
const ROUNDS = 3;

/** Durable claims: on shifts of their own, all on one shift, and a thousand for the last place. */
export async function run(report: Report): Promise<void> {
  for (const engine of enginesAtHand()) {
    const { url, drop } = await freshUrl(engine);
    const server = await startServer(settings(url), { clock: new AppClock(new ManualClock(at(MORNING))) });
    const bare = await bareDriver(url);
    try {
      const ground = await Ground.prepare(engine, server, bare);
      await ground.rates('distinct shifts', await ground.shifts('line'), report);
      const [hall = ''] = await ground.shifts('hall');
      await ground.rates('one hot shift', new Array<string>(CLAIMS).fill(hall), report);
      await ground.lastPlace(report);
      await ground.leave();
    } finally {
      await bare.close();
      await server.stop();
      await drop();
    }
  }
}

const settings = (url: string) =>
  readConfiguration({
    PORT: '0',
    DATABASE_URL: url,
    XINYUE_SAMPLE: 'none',
    SECRET_KEY: 'a secret for benches, long enough to be one',
    LOG_LEVEL: 'silent',
  });

interface Wish {
  readonly name: string;
  readonly shiftId: string;
  readonly cookie: string;
}

/** A town with room for all of them, the running service, and the bare driver on the same database. */
class Ground {
  private constructor(
    private readonly engine: EngineUnderTest,
    private readonly server: Server,
    private readonly bare: BareDriver,
    private readonly town: Town,
    private readonly cookies: readonly string[],
  ) {}

  static async prepare(engine: EngineUnderTest, server: Server, bare: BareDriver): Promise<Ground> {
    const hours = Array.from({ length: CLAIMS }, (_, hour) => civilAt('2026-12-05', hour * 60));
    const sessions = (starts: readonly string[]) =>
      starts.map((start) => ({
        dayPart: '',
        start,
        end: civilAt(start.slice(0, 10), minuteOf(start) + 60),
        night: false,
      }));
    const town = await aTown(server.app.get(Database))
      .withVolunteers(...Array.from({ length: CROWD }, (_, i) => nameOf(i)))
      .withProgramme('line', '热线', { posts: [postFor(1)] }, sessions(hours))
      .withProgramme('hall', '广场', { posts: [postFor(CLAIMS)] }, sessions(['2026-12-06T10:00']))
      .withProgramme('last', '讲座', { posts: [postFor(1)] }, sessions(['2026-12-06T14:00']))
      .open();
    const web = server.app.get(WebSessions, { strict: false });
    const cookies: string[] = [];
    for (let i = 0; i < CLAIMS; i++) {
      const speaker = { orgId: town.scope.orgId, personId: town.id(nameOf(i)) };
      cookies.push(`xinyue-console=${await web.open('console', speaker, at(MORNING))}`);
    }
    return new Ground(engine, server, bare, town, cookies);
  }

  async leave(): Promise<void> {
    await this.town.close();
  }

  async shifts(programme: string): Promise<string[]> {
    const rows = await this.town.database.read((tx) =>
      tx.all<{ id: string }>(
        'SELECT s.id FROM shifts s JOIN programmes p ON p.id = s.programme_id WHERE p.slug = ? ORDER BY s.start_ms',
        [programme],
      ),
    );
    return rows.map((row) => row.id);
  }

  /** Claims a second through the use case and over HTTP, each beside the very same statements on the bare driver. */
  async rates(what: string, shiftIds: readonly string[], report: Report): Promise<void> {
    const wishes = shiftIds.map((shiftId, i) => ({ name: nameOf(i), shiftId, cookie: this.cookies[i] ?? '' }));
    const all = await recordUnits(this.town.database, () => this.claimAll(wishes));
    // the service's own heart beats meanwhile
    const units = all.filter((unit) => unit.some(({ sql }) => sql.startsWith('INSERT INTO `assignments`')));
    if (units.length !== CLAIMS) throw new Error(`${String(units.length)} units for ${String(CLAIMS)} claims`);
    await this.reset();
    await this.bareAll(units);
    await this.postAll(wishes);
    const took = { useCase: [] as number[], bare: [] as number[], http: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      took.useCase.push(await this.claimAll(wishes).finally(() => this.reset()));
      took.bare.push(await this.bareAll(units));
      took.http.push(await this.postAll(wishes));
    }
    const rate = (milliseconds: readonly number[]): number => (CLAIMS / median(milliseconds)) * 1000;
    const reference = { unit: '/s', reference: 'bare SQL', referenceValue: rate(took.bare) };
    report.measured({ case: `${this.engine}: ${what}, use case`, value: rate(took.useCase), ...reference });
    report.measured({ case: `${this.engine}: ${what}, HTTP`, value: rate(took.http), ...reference });
  }

  /** Everybody at once for the one place: until the last of them has her answer. */
  async lastPlace(report: Report): Promise<void> {
    const [shiftId = ''] = await this.shifts('last');
    const sql = "UPDATE shifts SET taken = taken + 1 WHERE id = ? AND taken < seats_max AND state = 'open'";
    const crowd = Array.from({ length: CROWD }, (_, i) => nameOf(i));
    const statements: RecordedUnit[] = crowd.map(() => [{ sql, params: [shiftId] }]);
    const claims = this.town.get(ClaimShift);
    const took = { crowd: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      let done = 0;
      const ours = await inParallel(crowd, CROWD, async (name) => {
        if ((await claims.claim(this.town.as(name), { shiftId })).ok) done += 1;
      });
      if (done !== 1) throw new Error(`the last place was given to ${String(done)} people`);
      await this.reset();
      const theirs = await this.bare.replay(statements, CROWD);
      await this.reset();
      if (round === 0) continue;
      took.crowd.push(ours);
      took.bare.push(theirs);
    }
    report.measured({
      case: `${this.engine}: the last place, ${String(CROWD)} at once`,
      value: median(took.crowd),
      unit: 'ms',
      reference: 'bare conditional UPDATE',
      referenceValue: median(took.bare),
    });
  }

  private claimAll(wishes: readonly Wish[]): Promise<number> {
    const claims = this.town.get(ClaimShift);
    return inParallel(wishes, AT_ONCE, async ({ name, shiftId }) => {
      valueOf(await claims.claim(this.town.as(name), { shiftId }));
    });
  }

  private async bareAll(units: readonly RecordedUnit[]): Promise<number> {
    const took = await this.bare.replay(units, AT_ONCE);
    await this.reset(CLAIMS);
    return took;
  }

  private async postAll(wishes: readonly Wish[]): Promise<number> {
    const postings = wishes.map(({ shiftId, cookie }) => ({
      url: `${this.server.baseUrl}/api/shifts/${shiftId}/claim`,
      cookie,
      body: '{}',
    }));
    const took = await postAll(postings, AT_ONCE);
    await this.reset(CLAIMS);
    return took;
  }

  /** Nobody has claimed anything. Throws when fewer than `expected` claims had been kept. */
  private async reset(expected = 0): Promise<void> {
    await this.town.database.write(async (tx) => {
      const removed = await tx.run('DELETE FROM assignments');
      if (removed < expected) throw new Error(`only ${String(removed)} of ${String(expected)} claims were kept`);
      for (const table of ['audit_entries', 'outbox', 'operations']) await tx.run(`DELETE FROM ${table}`);
      await tx.run('UPDATE shifts SET taken = 0 WHERE taken > 0');
    });
  }
}

const nameOf = (i: number): string => `志愿者${String(i)}`;

const minuteOf = (start: string): number => Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));

const postFor = (seats: number): Post => ({
  key: 'answer',
  name: '接线员',
  min: 1,
  max: seats,
  qualification: 'hotline',
  trainee: 'not-alone',
});

import * as fc from 'fast-check';
import type { Result } from '../../src/kernel/result';
import { AnswerRequest } from '../../src/rota/answer-request.service';
import { ClaimShift } from '../../src/rota/claim-shift.service';
import { DraftRota } from '../../src/drafts/draft-rota.service';
import { DropShift } from '../../src/rota/drop-shift.service';
import { GiveShift } from '../../src/rota/give-shift.service';
import { PublishRota } from '../../src/drafts/publish-rota.service';
import { RotaClockwork } from '../../src/rota/rota-clockwork.service';
import { SwapShifts } from '../../src/rota/swap-shifts.service';
import { aTown, Town, type TownBuilder } from '../builders/town';
import { freshDatabase, type EngineUnderTest, type FreshDatabase } from '../harness/databases';
import { ReferenceRota, type RefShift } from './reference-rota';

/** `XINYUE_PROPERTY_RUNS=10000 npm test -- test/properties` runs as many sequences instead. */
const SUITE_RUNS = 40;
const RUNS = Number(process.env.XINYUE_PROPERTY_RUNS ?? SUITE_RUNS);
/** The suite always plays the same sequences, so that a green run stays green; other runs look for new ones. */
const SEED = RUNS === SUITE_RUNS ? 20261124 : undefined;
const ACTS = 40;
const PEOPLE = ['陈静', '韦兰', '王芳', '李娜'] as const;
const RULES = { restHours: 6, perWeek: 4, cutoffHours: 48 };
/** Tuesday; everything happens within its week, so that the weekly cap counts all. */
const START = Date.parse('2026-12-01T09:00:00+08:00');
const HOUR = 3_600_000;

const who = fc.nat(PEOPLE.length - 1);
const which = fc.nat(15);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('claim' as const), who, which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), who, which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('give' as const), who, to: who, which }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('swap' as const), which, other: which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('answer' as const), which, yes: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tick' as const), hours: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** One sequence: the service beside the reference. */
class Comparison {
  private key = 0;

  private constructor(
    private town: Town,
    private readonly rota: ReferenceRota,
    private readonly assignments: { byShift(shiftId: string): Promise<string | null> },
  ) {}

  static async begin(builder: TownBuilder, neighbour?: Town): Promise<Comparison> {
    const town = await builder.open(neighbour);
    const rows = await town.database.read((tx) =>
      tx.all<{ id: string; startMs: number; endMs: number }>(
        'SELECT id, start_ms, end_ms FROM shifts WHERE org_id = ? ORDER BY start_ms',
        [town.scope.orgId],
      ),
    );
    const shifts = rows.map((row): RefShift => ({
      id: row.id,
      from: (row.startMs - START) / HOUR,
      to: (row.endMs - START) / HOUR,
      cancelled: false,
    }));
    const byShift = async (shiftId: string): Promise<string | null> => {
      const found = await town.database.read((tx) =>
        tx.one<{ id: string }>("SELECT id FROM assignments WHERE shift_id = ? AND ended_key = ''", [shiftId]),
      );
      return found?.id ?? null;
    };
    return new Comparison(town, new ReferenceRota(shifts, RULES), { byShift });
  }

  /** The services as they run now, for the next sequence. */
  get services(): Town {
    return this.town;
  }

  async step(next: Act): Promise<void> {
    switch (next.kind) {
      case 'claim':
        await this.claim(PEOPLE[next.who]!, this.pick(next.which));
        break;
      case 'drop':
        await this.drop(PEOPLE[next.who]!, this.pick(next.which));
        break;
      case 'give':
        await this.give(PEOPLE[next.who]!, PEOPLE[next.to]!, this.pick(next.which));
        break;
      case 'swap':
        await this.swap(this.pick(next.which), this.pick(next.other));
        break;
      case 'answer':
        await this.answer(next.which, next.yes);
        break;
      case 'cancel':
        await this.cancel(this.pick(next.which));
        break;
      case 'publish':
        await this.publish();
        break;
      case 'tick':
        this.rota.now += next.hours;
        await this.town.get(RotaClockwork).run(this.instant());
        break;
      case 'crash':
        this.town = await this.town.restarted();
        break;
    }
    await this.sameState();
  }

  private async claim(person: string, shift: RefShift): Promise<void> {
    const expected = this.rota.mayClaim(person, shift);
    const result = await this.town.get(ClaimShift).claim(this.as(person), { shiftId: shift.id });
    this.agrees(`${person} claims ${String(shift.from)} h`, expected, result);
    if (result.ok) this.rota.claim(person, shift);
  }

  private async drop(person: string, shift: RefShift): Promise<void> {
    const assignmentId = await this.assignments.byShift(shift.id);
    if (assignmentId === null) return;
    const expected = this.rota.mayDrop(person, shift);
    const result = await this.town.get(DropShift).drop(this.as(person), { assignmentId });
    this.agrees(`${person} drops ${String(shift.from)} h`, expected, result);
    if (result.ok) this.rota.drop(shift);
  }

  private async give(from: string, to: string, shift: RefShift): Promise<void> {
    const assignmentId = await this.assignments.byShift(shift.id);
    if (assignmentId === null || this.rota.holders.get(shift.id)?.person !== from || from === to) return;
    const result = await this.town.get(GiveShift).ask(this.as(from), { assignmentId, toPersonId: this.town.id(to) });
    // Asking may be refused for more reasons than agreeing; a request that was taken must be one that could be kept.
    if (!result.ok) return;
    this.replace({ id: result.value.requestId, kind: 'give', shift: shift.id, from, to, other: null });
  }

  private async swap(shift: RefShift, other: RefShift): Promise<void> {
    const [from, to] = [this.rota.holders.get(shift.id)?.person, this.rota.holders.get(other.id)?.person];
    const [mine, theirs] = [await this.assignments.byShift(shift.id), await this.assignments.byShift(other.id)];
    if (!from || !to || from === to || mine === null || theirs === null) return;
    const wish = { assignmentId: mine, otherAssignmentId: theirs };
    const result = await this.town.get(SwapShifts).ask(this.as(from), wish);
    if (!result.ok) return;
    this.replace({ id: result.value.requestId, kind: 'swap', shift: shift.id, from, to, other: other.id });
  }

  private replace(request: Parameters<ReferenceRota['agree']>[0]): void {
    this.rota.requests.set(request.id, request);
  }

  private async answer(which: number, yes: boolean): Promise<void> {
    const open = [...this.rota.requests.values()];
    const request = open[which % Math.max(1, open.length)];
    if (!request) return;
    const answers = this.town.get(AnswerRequest);
    if (!yes) {
      await answers.refuse(this.as(request.to), { requestId: request.id });
      this.rota.requests.delete(request.id);
      return;
    }
    const allowed = this.rota.mayAgree(request);
    const result = await answers.agree(this.as(request.to), { requestId: request.id });
    if (!result.ok && result.refusal.rule === 'request-gone') {
      this.rota.requests.delete(request.id);
      return;
    }
    this.agrees(`${request.to} agrees to ${request.kind}`, allowed, result);
    if (result.ok) this.rota.agree(request);
  }

  private async cancel(shift: RefShift): Promise<void> {
    if (shift.cancelled || shift.from <= this.rota.now) return;
    await this.town.cancelSessionOf(shift.id, this.as('统筹'));
    this.rota.cancel(shift);
  }

  private async publish(): Promise<void> {
    const coordinator = this.as('统筹');
    const draft = await this.town.get(DraftRota).draft(coordinator, '2026-12');
    if (!draft.ok) return;
    const { version } = draft.value;
    const result = await this.town.get(PublishRota).publish(this.as('统筹'), { month: '2026-12', version });
    if (!result.ok) throw new Error(`publishing a fresh draft was refused: ${JSON.stringify(result.refusal)}`);
    const after = new Map([...(await this.state())].map(([id, { person }]) => [id, person]));
    expect(this.rota.published(after)).toEqual([]);
  }

  private agrees(what: string, expected: boolean, result: Result<unknown, { rule: string }>): void {
    const said = result.ok ? 'done' : `refused: ${result.refusal.rule}`;
    if (result.ok !== expected)
      throw new Error(`${what} at ${String(this.rota.now)} h: ${said}, the reference says ${String(expected)}`);
  }

  private async sameState(): Promise<void> {
    const state = await this.state();
    const expected = new Map(this.rota.holders);
    expect(Object.fromEntries(state)).toEqual(Object.fromEntries(expected));
    expect(await this.town.miscounted()).toEqual([]);
  }

  private async state(): Promise<Map<string, { person: string; state: string }>> {
    const rows = await this.town.database.read((tx) =>
      tx.all<{ shiftId: string; name: string; state: string }>(
        `SELECT a.shift_id, p.name, a.state FROM assignments a JOIN people p ON p.id = a.person_id
          WHERE a.org_id = ? AND a.ended_key = ''`,
        [this.town.scope.orgId],
      ),
    );
    return new Map(rows.map((row) => [row.shiftId, { person: row.name, state: row.state }]));
  }

  private pick(which: number): RefShift {
    return this.rota.shifts[which % this.rota.shifts.length]!;
  }

  private instant(): number {
    return START + this.rota.now * HOUR;
  }

  private as(name: string): ReturnType<Town['as']> {
    return { ...this.town.as(name), now: this.instant(), idempotencyKey: `step-${String(++this.key)}` };
  }
}

/** The property on one engine; a file for each engine lets both run at the same time. */
export function describeAnySequence(engine: EngineUnderTest): void {
  describe(`any sequence of acts on ${engine}`, () => {
    let fresh: FreshDatabase;
    let services: Town | undefined;
    beforeAll(async () => {
      fresh = await freshDatabase(engine);
    });
    afterAll(async () => {
      await services?.close();
      await fresh.close();
    });

    it(`leaves the rota as the reference says, after each of ${String(ACTS)} acts`, async () => {
      const sequence = fc.array(act, { minLength: ACTS, maxLength: ACTS });
      await fc.assert(
        fc.asyncProperty(sequence, async (acts) => {
          const builder = aTown(fresh.database);
          for (const name of PEOPLE) builder.withVolunteer(name, { caps: { perWeek: RULES.perWeek } });
          builder.withCoordinator('统筹').withHotline({
            from: '2026-12-02',
            days: 4,
            rules: { minRestHours: RULES.restHours, dropCutoffHours: RULES.cutoffHours },
            posts: [{ key: 'answer', name: '接线员', min: 1, max: 1, qualification: 'hotline', trainee: 'allowed' }],
          });
          const comparison = await Comparison.begin(builder, services);
          try {
            for (const next of acts) await comparison.step(next);
          } finally {
            services = comparison.services;
          }
        }),
        { numRuns: RUNS, endOnFailure: RUNS > SUITE_RUNS, ...(SEED === undefined ? {} : { seed: SEED }) },
      );
    }, 3_600_000);
  });
}

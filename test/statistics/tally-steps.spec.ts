import * as fc from 'fast-check';
import type { Measure } from '../../src/programmes/domain/specification';
import type { Result } from '../../src/kernel/result';
import {
  reportedOf,
  saidOf,
  stepsFor as stepsOf,
  type KnownFigure,
  type Part,
  type TallyAnswers,
  type TallyRefusal,
  type TallyStep,
} from '../../src/statistics/domain/tally';

const CALLS: Measure = { key: 'calls', name: '来电', unit: '个', estimated: false };
const LISTENERS: Measure = { key: 'listeners', name: '听众', unit: '人次', estimated: true };
const MEASURES = [CALLS, LISTENERS];
const NOTHING = new Map<string, KnownFigure>();

function stepsFor(
  measures: readonly Measure[],
  values: Record<string, number>,
  known: ReadonlyMap<string, KnownFigure>,
  answers: TallyAnswers = {},
  reporterId = 'jing',
): Result<readonly TallyStep[], TallyRefusal> {
  const said = saidOf(measures, values);
  return said.ok ? stepsOf(said.value, known, reporterId, answers) : said;
}

const part = (reporterId: string | null, value: number): Part => ({ reporterId, reporterName: reporterId, value });
const calls = (...parts: readonly Part[]) => new Map([['calls', { parts, door: null }]]);
/** What the parts come to when the steps are taken. */
function afterwards(parts: readonly Part[], steps: readonly TallyStep[]): number {
  return steps.reduce((sum, { value }) => sum + value, reportedOf({ parts, door: null }) ?? 0);
}

describe('what a reported figure adds to the ledger', () => {
  it('takes a first report as it is, by key or by name', () => {
    expect(stepsFor(MEASURES, { calls: 5 }, NOTHING)).toEqual({
      ok: true,
      value: [{ measure: CALLS, kind: 'report', reporterId: 'jing', before: 0, value: 5 }],
    });
    expect(stepsFor(MEASURES, { 来电: 5 }, NOTHING)).toEqual(stepsFor(MEASURES, { calls: 5 }, NOTHING));
  });

  it('takes a first report of none, but not the same figure twice', () => {
    expect(stepsFor(MEASURES, { calls: 0 }, NOTHING)).toMatchObject({ value: [{ kind: 'report', value: 0 }] });
    expect(stepsFor(MEASURES, { calls: 5 }, calls(part('jing', 5)))).toEqual({ ok: true, value: [] });
  });

  it('asks whether a figure comes besides what others reported or instead, and takes either word for it', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.uniqueArray(fc.record({ id: fc.constantFrom('mei', 'lan', 'fang', null), value: fc.nat(900) }), {
          selector: ({ id }) => id,
          minLength: 1,
        }),
        (value, others) => {
          const parts = others.map(({ id, value: theirs }) => part(id, theirs));
          const sum = afterwards(parts, []);
          expect(stepsFor(MEASURES, { calls: value }, calls(...parts))).toEqual({
            ok: false,
            refusal: { rule: 'reported-by-others', figures: [{ measure: CALLS, value, parts }] },
          });
          const added = stepsFor(MEASURES, { calls: value }, calls(...parts), { beside: 'add' });
          expect(added.ok && afterwards(parts, added.value)).toBe(sum + value);
          const replaced = stepsFor(MEASURES, { calls: value }, calls(...parts), { beside: 'replace' });
          expect(replaced.ok && afterwards(parts, replaced.value)).toBe(value);
        },
      ),
    );
  });

  it('brings her own part to what was said and leaves those of others', () => {
    fc.assert(
      fc.property(fc.nat(900), fc.nat(900), fc.nat(900), (value, own, theirs) => {
        const steps = stepsFor(MEASURES, { calls: value }, calls(part('mei', theirs), part('jing', own)));
        expect(steps.ok && steps.value.every(({ reporterId }) => reporterId === 'jing')).toBe(true);
        expect(steps.ok && afterwards([part('mei', theirs), part('jing', own)], steps.value)).toBe(theirs + value);
      }),
    );
  });

  it('never adds what was ticked at the door, and asks where that is another number', () => {
    const ticked = (...parts: readonly Part[]) => new Map([['calls', { parts, door: 4 }]]);
    expect(stepsFor(MEASURES, { calls: 4 }, ticked())).toMatchObject({ value: [{ kind: 'report', value: 4 }] });
    const refusal = { rule: 'differs-from-door', figures: [{ measure: CALLS, value: 6, door: 4 }] };
    expect(stepsFor(MEASURES, { calls: 6 }, ticked())).toEqual({ ok: false, refusal });
    expect(stepsFor(MEASURES, { calls: 6 }, ticked(), { door: 'report' })).toMatchObject({
      value: [{ value: 6, besideDoor: 4 }],
    });
    expect(stepsFor(MEASURES, { calls: 6 }, ticked(), { door: 'door' })).toEqual({ ok: true, value: [] });
    // what was reported before the list was ticked: said again it stands, else the list does
    const before = ticked(part('jing', 6));
    expect(stepsFor(MEASURES, { calls: 6 }, before, { door: 'report' })).toMatchObject({
      value: [{ kind: 'counter', value: 0, besideDoor: 4 }],
    });
    expect(stepsFor(MEASURES, { calls: 6 }, before, { door: 'door' })).toMatchObject({
      value: [{ kind: 'withdraw', value: -6 }],
    });
  });

  it.each([-1, 1.5, NaN, Infinity, 100_001])('refuses %d calls', (value) => {
    expect(stepsFor(MEASURES, { calls: value }, NOTHING)).toEqual({
      ok: false,
      refusal: { rule: 'bad-value', measure: CALLS, max: 100_000 },
    });
  });

  it('allows an estimate to be larger', () => {
    expect(stepsFor(MEASURES, { listeners: 63_500_0 }, NOTHING)).toMatchObject({ ok: true });
    expect(stepsFor(MEASURES, { listeners: 10_000_001 }, NOTHING)).toMatchObject({ ok: false });
  });

  it('refuses a measure that the programme does not have, and names those it has', () => {
    const refusal = { rule: 'unknown-measure', said: '掌声', measures: MEASURES };
    expect(stepsFor(MEASURES, { calls: 1, 掌声: 3 }, NOTHING)).toEqual({ ok: false, refusal });
    expect(stepsFor(MEASURES, { toString: 1 }, NOTHING)).toMatchObject({ ok: false });
  });

  it('takes a figure by any word of the programme, and one that is said twice once', () => {
    const handbooks: Measure = {
      key: 'handbooks',
      name: '发放手册',
      unit: '册',
      estimated: false,
      words: ['手册', '本'],
    };
    const step = { measure: handbooks, kind: 'report', reporterId: 'jing', before: 0, value: 120 };
    for (const word of ['handbooks', '发放手册', '手册', '本', '册'])
      expect(stepsFor([CALLS, handbooks], { [word]: 120 }, NOTHING)).toEqual({ ok: true, value: [step] });
    expect(stepsFor([handbooks], { handbooks: 20, 手册: 120 }, NOTHING)).toEqual({ ok: true, value: [step] });
  });

  it('takes a usual figure for what the programme calls so or counts so, and for nothing else', () => {
    const families: Measure = { key: 'measure1', name: '家庭', unit: '户', estimated: false };
    const visits: Measure = { key: 'visits', name: '走访', unit: '户', estimated: false };
    for (const measure of [families, visits])
      expect(stepsFor([CALLS, measure], { households: 8 }, NOTHING)).toMatchObject({ value: [{ measure, value: 8 }] });
    expect(stepsFor([families, visits], { households: 8 }, NOTHING)).toMatchObject({ value: [{ measure: families }] });
    expect(stepsFor([LISTENERS], { people: 8 }, NOTHING)).toMatchObject({ refusal: { rule: 'unknown-measure' } });
  });

  it('refuses a report that says nothing', () => {
    expect(stepsFor(MEASURES, {}, NOTHING)).toMatchObject({ refusal: { rule: 'nothing-said' } });
  });
});

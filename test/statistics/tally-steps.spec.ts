import * as fc from 'fast-check';
import type { Measure } from '../../src/programmes/domain/specification';
import { done, type Result } from '../../src/kernel/result';
import {
  saidOf,
  stepsFor as stepsOf,
  type KnownFigure,
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
  standing: ReadonlyMap<string, KnownFigure>,
): Result<readonly TallyStep[], TallyRefusal> {
  const said = saidOf(measures, values);
  return said.ok ? done(stepsOf(said.value, standing)) : said;
}

describe('what a reported figure adds to the ledger', () => {
  it('takes a first report as it is, by key or by name', () => {
    expect(stepsFor(MEASURES, { calls: 5 }, NOTHING)).toEqual({
      ok: true,
      value: [{ measure: CALLS, kind: 'report', before: 0, value: 5 }],
    });
    expect(stepsFor(MEASURES, { 来电: 5 }, NOTHING)).toEqual(stepsFor(MEASURES, { calls: 5 }, NOTHING));
  });

  it('takes a first report of none, but not the same figure twice', () => {
    expect(stepsFor(MEASURES, { calls: 0 }, NOTHING)).toMatchObject({ value: [{ kind: 'report', value: 0 }] });
    const said = new Map([['calls', { sum: 5, reported: true }]]);
    expect(stepsFor(MEASURES, { calls: 5 }, said)).toEqual({ ok: true, value: [] });
  });

  it('brings any standing to what was said', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 0, max: 1_000_000 }), fc.boolean(), (value, sum, reported) => {
        const steps = stepsFor(MEASURES, { calls: value }, new Map([['calls', { sum, reported }]]));
        const added = steps.ok ? steps.value.reduce((total, step) => total + step.value, 0) : NaN;
        expect(sum + added).toBe(value);
      }),
    );
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
    const step = { measure: handbooks, kind: 'report', before: 0, value: 120 };
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

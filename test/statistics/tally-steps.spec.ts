import * as fc from 'fast-check';
import type { Measure } from '../../src/programmes/domain/specification';
import { stepsFor, type Standing } from '../../src/statistics/domain/tally';

const CALLS: Measure = { key: 'calls', name: '来电', unit: '个', estimated: false };
const LISTENERS: Measure = { key: 'listeners', name: '听众', unit: '人次', estimated: true };
const MEASURES = [CALLS, LISTENERS];
const NOTHING = new Map<string, Standing>();

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

  it('refuses a report that says nothing', () => {
    expect(stepsFor(MEASURES, {}, NOTHING)).toMatchObject({ refusal: { rule: 'nothing-said' } });
  });
});

import fc from 'fast-check';
import { MINUTE } from '../../src/kernel/clock';
import { DEFAULT_HANDOVER } from '../../src/programmes/domain/specification';
import { nextCall } from '../../src/watching/domain/ladder';
import { nextWave, type Substitute } from '../../src/watching/domain/waves';

const somebody = (key: string, more: Partial<Substitute> = {}): Substitute => ({
  personId: `id-${key}`,
  key,
  name: key,
  fits: true,
  quiet: false,
  askedForThis: false,
  askedToday: 0,
  askedOfLate: 0,
  lastAskedMs: null,
  named: false,
  load: 0,
  ...more,
});

describe('the next wave', () => {
  const keys = (people: readonly Substitute[], size = 3): string[] => nextWave(people, size, 3).map((one) => one.name);

  it('asks the least asked first, then who named the time, then who serves least', () => {
    const people = [
      somebody('a', { askedOfLate: 2 }),
      somebody('b', { load: 4 }),
      somebody('c', { load: 1 }),
      somebody('d', { named: true, load: 9 }),
      somebody('e', { askedOfLate: 1, lastAskedMs: 5 }),
    ];
    expect(keys(people, 5)).toEqual(['d', 'c', 'b', 'e', 'a']);
    expect(nextWave(people, 1, 3)[0]?.reason).toEqual({ askedOfLate: 0, named: true, load: 9 });
  });

  it('is never larger than its size and holds nobody who may not be asked', () => {
    const person = fc.record({
      fits: fc.boolean(),
      quiet: fc.boolean(),
      askedForThis: fc.boolean(),
      askedToday: fc.integer({ min: 0, max: 5 }),
      askedOfLate: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(person, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (drawn, size) => {
        const people = drawn.map((one, i) => somebody(String(i).padStart(2, '0'), one));
        const wave = nextWave(people, size, 3);
        const may = people.filter((one) => one.fits && !one.quiet && !one.askedForThis && one.askedToday < 3);
        expect(wave).toHaveLength(Math.min(size, may.length));
        for (const { personId } of wave) expect(may.map((one) => one.personId)).toContain(personId);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('the ladder', () => {
  const people = { backup: ['b'], supervisor: ['s'], coordinator: ['c', 'd'] };

  it('calls backup, supervisor, coordinators, and those once more', () => {
    const calls = [0, 1, 2, 3].map((step) => nextCall(DEFAULT_HANDOVER, step, people, 0));
    expect(calls.map((call) => [call?.rung, call?.next && call.next / MINUTE])).toEqual([
      ['backup', 3],
      ['supervisor', 3],
      ['coordinator', 5],
      ['coordinator', null],
    ]);
    expect(nextCall(DEFAULT_HANDOVER, 4, people, 0)).toBeNull();
  });

  it('passes over a rung on which there is nobody', () => {
    const call = nextCall(DEFAULT_HANDOVER, 0, { ...people, backup: [], supervisor: [] }, 0);
    expect(call).toMatchObject({ rung: 'coordinator', step: 3, personIds: ['c', 'd'] });
  });
});

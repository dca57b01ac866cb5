import fc from 'fast-check';
import { civilOf, instantOf } from '../../src/kernel/civil-time';
import { HOUR } from '../../src/kernel/clock';
import { quietUntil } from '../../src/messaging/domain/quiet-hours';
import { DEFAULT_REMINDERS } from '../../src/programmes/domain/specification';
import { stepsOf } from '../../src/asks/domain/steps';

const steps = (start: string, zone = 'Asia/Shanghai'): string[] => {
  const { remind, askAgain, offer, alarm } = stepsOf(instantOf(start, zone), DEFAULT_REMINDERS, zone);
  return [remind, askAgain, offer, alarm].map((at) => civilOf(at, zone).slice(8));
};

describe('the steps of confirm or replace', () => {
  it.each([
    ['in the evening', '2026-12-08T20:00', ['07T20:00', '08T08:00', '08T14:00', '08T17:00']],
    [
      'at midnight: the first waits for the morning',
      '2026-12-08T00:00',
      ['07T08:00', '07T12:00', '07T18:00', '07T21:00'],
    ],
    [
      'in the morning: the last two move to the evening',
      '2026-12-08T08:00',
      ['07T08:00', '07T20:00', '07T21:00', '07T21:50'],
    ],
    [
      'at two: the second cannot wait for the offer',
      '2026-12-08T14:00',
      ['07T14:00', '07T21:30', '08T08:00', '08T11:00'],
    ],
    [
      'at nine: the alarm leaves the first wave its time',
      '2026-12-08T09:00',
      ['07T09:00', '07T21:00', '08T08:00', '08T08:30'],
    ],
  ])('for a shift %s', (_, start, expected) => {
    expect(steps(start)).toEqual(expected);
  });

  it('keep to the clock on the wall when clocks are changed in between', () => {
    expect(steps('2026-03-08T20:00', 'America/New_York')[0]).toBe('07T20:00');
    expect(steps('2026-11-01T20:00', 'America/New_York')[0]).toBe('31T20:00');
    expect(steps('2026-04-05T20:00', 'Australia/Lord_Howe')[0]).toBe('04T20:00');
    expect(steps('2026-03-08T08:00', 'America/New_York').slice(0, 2)).toEqual(['07T08:00', '07T20:00']);
    expect(steps('2026-04-05T08:00', 'Australia/Lord_Howe').slice(0, 2)).toEqual(['04T08:00', '04T20:00']);
  });

  it('never wake anybody, come in their order and before the start', () => {
    const zone = 'Asia/Shanghai';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 60 - 1 }), (minute) => {
        const start = instantOf('2026-12-08T00:00', zone) + minute * 60_000;
        const { remind, askAgain, offer, alarm } = stepsOf(start, DEFAULT_REMINDERS, zone);
        for (const at of [remind, askAgain, offer, alarm]) expect(quietUntil(at, zone)).toBeNull();
        expect(remind).toBeLessThan(askAgain);
        expect(askAgain).toBeLessThanOrEqual(offer);
        expect(offer).toBeLessThanOrEqual(alarm);
        expect(alarm).toBeLessThan(start);
        expect(start - remind).toBeLessThanOrEqual(24 * HOUR);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

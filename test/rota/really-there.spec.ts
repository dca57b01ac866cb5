import fc from 'fast-check';
import { MINUTE } from '../../src/kernel/clock';
import { lineOfNow } from '../../src/conversation/wording/duties';
import { LIVING_STATES, isExpected } from '../../src/programmes/domain/assignment-state';
import { minutesLate, presenceOf, timeThere } from '../../src/rota/domain/presence';
import type { DutyView, MyShift } from '../../src/rota/domain/shift-view';

const SHIFT = { start: 1_000 * MINUTE, end: 1_240 * MINUTE };
const after = (minutes: number): number => SHIFT.start + minutes * MINUTE;

describe('who is really there', () => {
  it('is not whoever only should be', () => {
    expect(presenceOf('confirmed', SHIFT, after(-1))).toBe('ahead');
    expect(presenceOf('confirmed', SHIFT, after(0))).toBe('not-here');
    expect(presenceOf('held', SHIFT, after(56))).toBe('not-here');
    expect(minutesLate(SHIFT, after(56.5))).toBe(56);
    expect(presenceOf('offered', SHIFT, after(239))).toBe('not-here');
    expect(presenceOf('confirmed', SHIFT, after(240))).toBe('unheard');
  });

  it('stays until she is relieved, however long her time is over', () => {
    expect(presenceOf('on-duty', SHIFT, after(300))).toBe('here');
    expect(timeThere({ arrivedMs: after(12), leftMs: null }, after(300))).toEqual({ from: after(12), to: after(300) });
    expect(presenceOf('done', SHIFT, after(300))).toBe('over');
    expect(timeThere({ arrivedMs: null, leftMs: null }, after(300))).toBeNull();
  });

  it('is never said of anybody who has not arrived', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LIVING_STATES), fc.integer({ min: -600, max: 900 }), (state, minutes) => {
        const presence = presenceOf(state, SHIFT, after(minutes));
        expect(presence === 'here').toBe(state === 'on-duty');
        if (isExpected(state) && minutes >= 0) expect(['not-here', 'unheard']).toContain(presence);
      }),
    );
  });

  it('is told in chat by name, with who has stayed and who is late', () => {
    const duty = {
      ...SHIFT,
      ...{ programmeId: 'p', postKey: 'line', programmeName: '天天询', postName: '接线员', seatsMin: 1 },
      people: [{ assignmentId: 'a', personId: 'b', name: '陈静', state: 'confirmed', arrivedMs: null, leftMs: null }],
    } as unknown as DutyView;
    const before = { programmeId: 'p', postKey: 'line', personName: '韦兰', endCivil: '2026-12-08T20:00' } as MyShift;
    expect(lineOfNow(duty, '20:00–24:00', [before], after(14))).toBe(
      '20:00–24:00 天天询 接线员：陈静（未到岗，已 14 分钟）、韦兰（20:00 到点，还没人接）',
    );
    const here = { ...duty, people: [{ ...duty.people[0], state: 'on-duty' }] } as unknown as DutyView;
    expect(lineOfNow(here, '20:00–24:00', [], after(14))).toBe('20:00–24:00 天天询 接线员：陈静（在班）');
  });
});

import type { DaySpec } from './day-spec';
import { days, DIGIT_FIRST, N, number, sticky, stepsOf, yearsFrom, type TimeRule, type TimeWord } from './time-rule';

const UNIT = '(天|日|周|个?星期|个?礼拜|个月)';

const unitOf = (said: string): 'day' | 'week' | 'month' =>
  said === '天' || said === '日' ? 'day' : said === '个月' ? 'month' : 'week';

const around = (unit: 'day' | 'week' | 'month', from: number, length: number): DaySpec => ({
  kind: 'around',
  unit,
  from,
  length,
});

/** 前两天, 后三周, 近三个月: whether today counts, and whether whole weeks are meant, is asked. */
function rolling(side: string, count: number, unit: 'day' | 'week' | 'month'): TimeWord | null {
  if (Number.isNaN(count) || count < 1 || count > 60) return null;
  const back = /[前头近去]/.test(side);
  const whole = around(unit, back ? -count : 1, count);
  const withNow = around(unit, back ? 1 - count : 0, count);
  const length = count * 7;
  const readings = unit === 'week' ? [whole, around('day', back ? -length : 1, length), withNow] : [whole, withNow];
  return days({ kind: 'unsure', readings });
}

/** 三日后 is in three days; 3日后, 三日以后 and 三日前 may be about the 3rd. */
function daysOrDate(said: string, count: number, side: string): TimeWord | null {
  if (Number.isNaN(count) || count > 400) return null;
  const back = side.endsWith('前');
  const offset: DaySpec = { kind: 'offset', days: back ? -count : count, doubtfulAtNight: false };
  const counted = /^\D/.test(said) && /^(?:之|过)?后$/.test(side);
  if (counted || /^[两俩]/.test(said) || count > 31) return days(offset);
  return days({
    kind: 'unsure',
    readings: [offset, { kind: 'date', year: null, month: null, months: null, day: count }],
  });
}

/** 前两天, 三日后, 去年今天, 下周上半周: stretches and days counted from now. */
export const AROUND: readonly TimeRule[] = [
  [
    '前后近最过头',
    sticky(`(前|后|头|最近|近|过去)的?(${N})${UNIT}(?!内|之内|以内|后|以后|之后|前|以前|之前|再|半)`),
    (m) => (m[1] === '头' && m[3] !== '天' ? null : rolling(m[1] ?? '', number(m[2]), unitOf(m[3] ?? ''))),
  ],
  [
    '前后近最过头',
    sticky('(?:前|后|头|最近|近|过去)半(?:个月|年|天)|(?:前|后|过去|最近|近)[一两二三\\d]年'),
    () => days({ kind: 'unknown' }),
  ],
  [
    '前后过这近头最',
    sticky('(?:前|后|过|这|近|头|最近)(?:面)?(?:好)?几(?:天|日|周|个星期|个礼拜|个月|年)'),
    () => days({ kind: 'unknown' }),
  ],
  [
    DIGIT_FIRST,
    sticky(`(?<![月初周期拜个\\d])(${N})日(?:之内|以内|内)`),
    (m) =>
      Number.isNaN(number(m[1])) ? null : { kind: 'span', mode: 'within', minutes: 0, days: number(m[1]), months: 0 },
  ],
  [
    DIGIT_FIRST,
    sticky(`(?<![月初周期拜个\\d])(${N}|\\d{3})日(之后|以后|过后|后|之前|以前|前)(?![天台])`),
    (m) => daysOrDate(m[1] ?? '', number(m[1]), m[2] ?? ''),
    '日',
  ],
  [
    '今明后去前',
    sticky(
      '(今年|明年|后年|去年|前年)的?(?:(本月|这个?月|当月|同月)(?:的?(' + N + ')[号日])?|(今天|今日|这一?天|同一天))',
    ),
    (m) => {
      const months = yearsFrom(m[1] ?? '') * 12;
      if (m[4] !== undefined) return days({ kind: 'this-date', months });
      const month = { year: null, month: null, months };
      if (m[3] === undefined) return days({ kind: 'month', ...month });
      const day = number(m[3]);
      return Number.isNaN(day) ? null : days({ kind: 'date', ...month, day });
    },
  ],
  [
    '上下',
    sticky('(上上|下下|上|下)个?月的?(?:今天|今日|这一?天)'),
    (m) => days({ kind: 'this-date', months: stepsOf(m[1] ?? '') }),
  ],
  ['去今明', sticky('(?:去年|今年|明年)同期'), () => days({ kind: 'unknown' })],
  [
    '这本上下周',
    sticky(
      '((?:这|本|上上|上|下下|下)(?:一个|个|一)?(?:周|星期|礼拜))?的?(?:([上下前后])半(?:周|个?星期|个?礼拜)|(?<=[周期拜])周?([初中])(?![国华秋心学级原午]))',
    ),
    (m) => {
      const week = stepsOf(m[1] ?? '');
      const stretch = (day: number, last: number): DaySpec => ({ kind: 'weekday', week, day, last });
      if (m[1] === undefined && m[3] !== undefined) return null;
      if (m[3] === '初') return days({ kind: 'unsure', readings: [stretch(1, 1), stretch(1, 2)] });
      if (m[3] === '中') return days({ kind: 'unsure', readings: [stretch(3, 3), stretch(2, 4)] });
      const first = m[2] === '上' || m[2] === '前';
      return days({
        kind: 'unsure',
        readings: first ? [stretch(1, 3), stretch(1, 4)] : [stretch(4, 7), stretch(4, 5)],
      });
    },
  ],
  [
    '这本上下',
    sticky('((?:这|本|上上|上|下下|下)(?:一个|个|一)?)(?:周|星期|礼拜)的?(?:第(' + N + ')|(最后一|头一))天'),
    (m) => {
      const week = stepsOf(m[1] ?? '');
      const weekday = (day: number): DaySpec => ({ kind: 'weekday', week, day });
      if (m[3] === '最后一') return days({ kind: 'unsure', readings: [weekday(7), weekday(5)] });
      const day = m[3] === undefined ? number(m[2]) : 1;
      if (!(day >= 1 && day <= 7)) return days({ kind: 'unknown' });
      return days(
        day === 1 ? weekday(1) : { kind: 'unsure', readings: [weekday(day), weekday(day === 1 ? 7 : day - 1)] },
      );
    },
  ],
];

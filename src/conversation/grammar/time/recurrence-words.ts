import { days, N, number, sticky, weekday, WEEKDAYS, type TimeRule, type TimeWord } from './time-rule';

const RRULE_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const ruleDays = (names: string): string =>
  names.includes('末')
    ? 'SA,SU'
    : [...names.replace(/[^一二三四五六日天1-7]/g, '')].map((char) => RRULE_DAYS[weekday(char) - 1]).join(',');

/** 一 and 五: 一二三四五. */
function weekdaysBetween(first: string, last: string): string {
  const names = WEEKDAYS.slice(weekday(first) - 1, weekday(last));
  return names === '' ? first + last : names;
}

function everyWord(interval: number, names: string): TimeWord {
  const step = interval === 1 ? '' : `;INTERVAL=${String(interval)}`;
  return { kind: 'every', rule: names === '' ? `FREQ=WEEKLY${step}` : `FREQ=WEEKLY${step};BYDAY=${ruleDays(names)}` };
}

/** 每周三, 逢周一到周五, 每月最后一个周五: what comes again, as an RRULE. */
export const RECURRENCES: readonly TimeRule[] = [
  // Recurrences
  // 每月上旬 and 每月5号到8号 have no rule of their own.
  [
    '每',
    sticky(
      `每(?:个)?月的?(?:[上中下]旬|[上下前后]半个?月|月?中|(?:第${N}|最后一)个?(?:周|星期|礼拜)(?![一二三四五六日天])|${N}[号日]?(?:到|至|-|~)${N}[号日])`,
    ),
    () => days({ kind: 'unknown' }),
  ],
  [
    '每逢',
    sticky(
      '(?:每逢?|逢)(?:个|一)?(?:周|星期|礼拜)([一二三四五六])(?:到|至|-|~)(?:周|星期|礼拜)?([二三四五六日天])(?![个点])',
    ),
    (m) => everyWord(1, weekdaysBetween(m[1] ?? '', m[2] ?? '')),
  ],
  [
    '每',
    sticky(`每(?:个)?月的?((?:${N}[号日]?[、和跟及,])+${N})[号日]`),
    (m) => ({
      kind: 'every',
      rule: `FREQ=MONTHLY;BYMONTHDAY=${(m[1] ?? '')
        .split(/[号日]?[、和跟及,]/)
        .map(number)
        .join(',')}`,
    }),
  ],
  [
    '每逢',
    sticky(
      '(?:每逢?|逢)(?:个|一)?(?:周|星期|礼拜)((?:[一二三四五六日天末1-7](?:[、和跟及,/](?:周|星期|礼拜)?(?=[一二三四五六日天]))?)+)?(?![个点])',
    ),
    (m) => everyWord(1, m[1] ?? ''),
  ],
  [
    '每隔双',
    sticky(
      '(?:每隔一|每两|每二|每2|每隔1|隔一|隔|双)(?:个)?(?:周|星期|礼拜)的?(?:周|星期|礼拜)?([一二三四五六日天末]?)',
    ),
    (m) => everyWord(2, m[1] ?? ''),
  ],
  ['每', sticky('每(?:个)?(?:工作日|上班日)'), () => ({ kind: 'every', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' })],
  ['每', sticky('每隔[一1](?:天|日)'), () => ({ kind: 'every', rule: 'FREQ=DAILY;INTERVAL=2' })],
  [
    '每',
    sticky(`每(${N})天(?![一二两三四五六七八九十\\d])`),
    (m) => {
      const step = number(m[1]);
      return step > 1 && step < 32 ? { kind: 'every', rule: `FREQ=DAILY;INTERVAL=${String(step)}` } : null;
    },
  ],
  ['每', sticky('每(?:天|日|(?=[晚早夜]))'), () => ({ kind: 'every', rule: 'FREQ=DAILY' })],
  [
    '每',
    sticky(`每(?:个)?月的?(?:第(${N})|(最后一))个(?:周|星期|礼拜)([一二三四五六日天])`),
    (m) => ({ kind: 'every', rule: `FREQ=MONTHLY;BYDAY=${m[2] ? '-1' : String(number(m[1]))}${ruleDays(m[3] ?? '')}` }),
  ],
  [
    '每',
    sticky(`每(?:个)?月的?(${N})[号日]`),
    (m) => ({ kind: 'every', rule: `FREQ=MONTHLY;BYMONTHDAY=${String(number(m[1]))}` }),
  ],
  ['每', sticky('每(?:个)?月(?:底|最后一天)'), () => ({ kind: 'every', rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' })],
  ['每', sticky('每(?:个)?月'), () => ({ kind: 'every', rule: 'FREQ=MONTHLY' })],
];

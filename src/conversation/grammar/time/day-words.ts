import type { DaySpec } from './day-spec';
import { days, sticky, weekday, stepsOf, type Found, type TimeRule, type TimeWord } from './time-rule';

function dayList(first: string, more: string): DaySpec[] {
  return [...(first + more)].map((char) => ({ kind: 'weekday', week: null, day: weekday(char) }));
}

function weekdayWord(prefix: string, names: string): TimeWord | null {
  const week = prefix === '' ? null : stepsOf(prefix);
  if (names === '末') return days({ kind: 'weekday', week, day: 6, last: 7 });
  if (names.length === 1) return days({ kind: 'weekday', week, day: weekday(names) });
  return { kind: 'days', spec: { kind: 'unsure', readings: dayList('', names) } };
}

/** 看下下周 is 看下·下周 as well as 看·下下周: both are candidates. */
function doubled(match: RegExpExecArray, said: TimeWord | null, other: TimeWord | null): TimeWord | null {
  const shared = /^下下(?!下)/.test(match[0]) && /[看查问]/.test(match.input.charAt(match.index - 1));
  if (!shared || said?.kind !== 'days' || other?.kind !== 'days') return said;
  return days({ kind: 'unsure', readings: [other.spec, said.spec] });
}

/** 下一个周五 is the next one to come, or next week's. */
function nextOne(name: string): TimeWord {
  const day = weekday(name);
  return days({ kind: 'unsure', readings: [null, 1].map((week) => ({ kind: 'weekday', week, day })) });
}

const MORE_WEEKDAYS = sticky('[一二三四五六日](?![个人户位点号月时到至刻十])');
const TO_WEEKDAY = sticky('(?:到|至|-|~)([一二三四五六日天])(?![点号月个时人十])');
const LISTED_WEEKDAY = sticky('[、,/和跟]([一二三四五六日天])(?![个人户位点号月时到至刻十\\d])');

/** A further weekday right behind one: the 三 and 五 of 周一三五. */
export function moreWeekdayAt(text: string, at: number): Found | null {
  MORE_WEEKDAYS.lastIndex = at;
  const match = MORE_WEEKDAYS.exec(text);
  return match ? { word: days({ kind: 'weekday', week: null, day: weekday(match[0]) }), length: 1 } : null;
}

/** The 到五 of 周一到五. */
export function toWeekdayAt(text: string, at: number): { day: TimeWord; length: number } | null {
  TO_WEEKDAY.lastIndex = at;
  const match = TO_WEEKDAY.exec(text);
  return match
    ? { day: days({ kind: 'weekday', week: null, day: weekday(match[1] ?? '') }), length: match[0].length }
    : null;
}

/** The 、三 of 周一、三. */
export function listedWeekdayAt(text: string, at: number): { day: TimeWord; length: number } | null {
  LISTED_WEEKDAY.lastIndex = at;
  const match = LISTED_WEEKDAY.exec(text);
  return match
    ? { day: days({ kind: 'weekday', week: null, day: weekday(match[1] ?? '') }), length: match[0].length }
    : null;
}

/** 明天, 下周三, 这周末, 工作日: days counted from today, and days of a week. */
export const DAYS: readonly TimeRule[] = [
  // Days
  ['大', sticky('大大后天'), () => days({ kind: 'offset', days: 4, doubtfulAtNight: true })],
  ['大', sticky('大后天|大后日'), () => days({ kind: 'offset', days: 3, doubtfulAtNight: true })],
  ['大', sticky('大大前天'), () => days({ kind: 'offset', days: -4, doubtfulAtNight: true })],
  ['大', sticky('大前天|大前日'), () => days({ kind: 'offset', days: -3, doubtfulAtNight: true })],
  [
    '今',
    sticky('今(?:天|日|儿个?)?(?=的?[晚夜])|今(?=[晚夜])'),
    () => days({ kind: 'offset', days: 0, doubtfulAtNight: true }),
  ],
  ['今', sticky('今(?:天|日|儿个?|(?=[早晨午]))'), () => days({ kind: 'offset', days: 0, doubtfulAtNight: false })],
  [
    '明',
    sticky('明(?:天|日(?!期)|儿个?|(?=[早晚夜晨午上下])(?!上[周个]))'),
    () => days({ kind: 'offset', days: 1, doubtfulAtNight: true }),
  ],
  ['后', sticky('后(?:天|日(?!期)|(?=晚))'), () => days({ kind: 'offset', days: 2, doubtfulAtNight: true })],
  ['昨', sticky('昨(?:天|日|儿个?|(?=[早晚夜晨午]))'), () => days({ kind: 'offset', days: -1, doubtfulAtNight: true })],
  ['前', sticky('前(?:天|日|(?=晚))'), () => days({ kind: 'offset', days: -2, doubtfulAtNight: true })],
  [
    '今明后',
    sticky('(?:今明|明后|今明后)(?:两|三|2|3)?天'),
    (m) =>
      days({
        kind: 'offset',
        days: m[0].startsWith('今') ? 0 : 1,
        last: m[0].includes('后') ? 2 : 1,
        doubtfulAtNight: true,
      }),
  ],
  ['次第隔翌转', sticky('(?:次日|第二天|隔天|翌日|转天)'), () => ({ kind: 'next-day' })],
  [
    '这本今上下周星礼',
    sticky(
      '((?:这|本|今|上上上|上上|上|下下下|下下|下)(?:一个|个|一)?)?(?:周|星期|礼拜)([一二三四五六日末](?!整)|天(?!天询)|[1-7](?![\\d点:人户个位号月日./-]))',
    ),
    (m) =>
      m[1] === '下一个' && m[2] !== '末'
        ? nextOne(m[2] ?? '')
        : doubled(m, weekdayWord(m[1] ?? '', m[2] ?? ''), weekdayWord('下', m[2] ?? '')),
  ],
  [
    '这本今上下',
    sticky('((?:这|本|今|上上上|上上|上|下下下|下下|下)(?:个|一)?)(?:双休日|双休)'),
    (m) => weekdayWord(m[1] ?? '', '末'),
  ],
  ['双', sticky('双休日'), () => weekdayWord('', '末')],
  [
    '这本今上下',
    sticky('((?:这|本|今|上上上|上上|上|下下下|下下|下)(?:一个|个|一)?)(?:周|星期|礼拜)(?:的)?(?:工作日|上班日)'),
    (m) => days({ kind: 'workdays', week: stepsOf(m[1] ?? '') }),
  ],
  ['工上', sticky('工作日|上班日'), () => days({ kind: 'workdays', week: null })],
  ['下', sticky('下一?个?(?:工作日|上班日)'), () => days({ kind: 'next-workday' })],
  [
    '这本今上下',
    sticky('((?:这|本|今|上上上|上上|上|下下下|下下|下)(?:一个|个|一)?)(?:周|星期|礼拜)(?!约)'),
    (m) => doubled(m, days({ kind: 'week', week: stepsOf(m[1] ?? '') }), days({ kind: 'week', week: 1 })),
  ],
];

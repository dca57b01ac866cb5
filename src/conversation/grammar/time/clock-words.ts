import { DIGIT_FIRST, N, number, sticky, type Found, type TimeRule, type TimeWord } from './time-rule';

const time = (hour: number, minute: number, colon = false, padded = false): TimeWord | null =>
  Number.isNaN(hour) || Number.isNaN(minute) || hour > 24 || minute > 59
    ? null
    : { kind: 'time', time: { hour, minute, colon, padded } };

const BARE_HOUR = sticky('(\\d{1,2})(?![\\d.:点人户个位号月日/])');

/** An hour without 点 where only an hour can stand: 晚上8-10. */
export function bareHourAt(text: string, at: number): Found | null {
  BARE_HOUR.lastIndex = at;
  const match = BARE_HOUR.exec(text);
  const word = match ? time(number(match[1]), 0) : null;
  return match && word ? { word, length: match[0].length } : null;
}

/** 八点半, 20:00, 差一刻八点, 8pm: times of day. */
export const CLOCK: readonly TimeRule[] = [
  // Times of day
  [
    '0123456789',
    sticky('(\\d{1,2})(?::(\\d{2}))?(am|pm)(?![a-z])'),
    (m) => {
      const hour = number(m[1]);
      if (hour < 1 || hour > 12) return null;
      return time((hour % 12) + (m[3] === 'pm' ? 12 : 0), Number(m[2] ?? 0), true, true);
    },
  ],
  [
    '0123456789',
    sticky('(\\d{1,2}):(\\d{2})(?::\\d{2})?(?!\\d)'),
    (m) => time(number(m[1]), number(m[2]), true, (m[1] ?? '').startsWith('0')),
  ],
  [
    '差',
    sticky(`差(一刻|${N}分钟?)(?:到|就)?(${N})点`),
    (m) => {
      const short = m[1] === '一刻' ? 15 : number((m[1] ?? '').replace(/分钟?/, ''));
      return time(number(m[2]) - 1, 60 - short);
    },
  ],
  [
    DIGIT_FIRST,
    sticky(
      `(${N})(?:点钟?|时(?![间长候段常刻]))(?:(半)|([一三13])刻|整|过?(${N})分?(?![\\d一二三四五六七八九十人户个位次条号月日点天周]|小时))?`,
    ),
    (m) => {
      const minute = m[2] ? 30 : m[3] ? (m[3] === '一' || m[3] === '1' ? 15 : 45) : m[4] ? number(m[4]) : 0;
      return time(number(m[1]), minute);
    },
  ],
  [
    DIGIT_FIRST,
    sticky(`(${N})(?=(?:到|至|-|~)(?:次日|第二天)?(?:早上?|晚上?|下午|上午|中午|凌晨)?${N}(?:点|时(?![间长候段])))`),
    (m) => time(number(m[1]), 0),
  ],
];

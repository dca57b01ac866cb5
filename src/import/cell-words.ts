import { addDays, isCivilDate, type CivilDate } from '../kernel/civil-time';

export interface WeeklyWindow {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

const pad = (value: string | undefined): string => (value ?? '').padStart(2, '0');
const FULL_DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/;
const DAY_OF_MONTH = /^(?:(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})\s*[日号]?(?:\s*[(（\s].*)?$/;
/** Day 0 of the serial numbers in which spreadsheets keep dates. */
const SERIAL_ZERO: CivilDate = '1899-12-30';

/** A day as offices write it: 2027-06-30, 2027/6/30, 2027年6月30日, or a spreadsheet's serial number; null: none. */
export function dayIn(text: string): CivilDate | null {
  const full = FULL_DATE.exec(text);
  if (full) {
    const date = `${full[1] ?? ''}-${pad(full[2])}-${pad(full[3])}`;
    return isCivilDate(date) ? date : null;
  }
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  return serial >= 20_000 && serial <= 80_000 ? addDays(SERIAL_ZERO, serial) : null;
}

/** A day of the month that a rota is about: 12月1日(周二), 12/1, 1日, 1, or a whole date of that month; null: none. */
export function dayOfMonthIn(text: string, month: string): CivilDate | null {
  const whole = dayIn(text);
  if (whole !== null) return whole.startsWith(month) ? whole : null;
  const found = DAY_OF_MONTH.exec(text);
  if (!found || (found[1] !== undefined && Number(found[1]) !== Number(month.slice(5)))) return null;
  const date = `${month}-${pad(found[2])}`;
  return isCivilDate(date) ? date : null;
}

/** The parts of a cell that lists several things. */
export function listIn(text: string): string[] {
  return text
    .split(/[、,;/\n\r+&]|\s{1,}/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const YES = new Set(['是', '有', '对', '√', '✓', '✔', '1', 'y', 'yes', 'true', '新手', '见习']);
const NO = new Set(['', '否', '无', '不是', '×', '✗', '0', 'n', 'no', 'false', '老手']);

export function yesNoIn(text: string): boolean | null {
  const word = text.toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

const DAYS = '一二三四五六日';
const ANY_TIME = /^(随时|不限|都可以|均可|全部|任意)$/;
const PARTS: Readonly<Record<string, readonly [string, string]>> = {
  全天: ['00:00', '24:00'],
  白天: ['08:00', '18:00'],
  上午: ['08:00', '12:00'],
  下午: ['12:00', '18:00'],
  晚上: ['18:00', '24:00'],
  夜里: ['00:00', '08:00'],
};

/**
 * Weekly windows as offices write them: `周一、周三 18:00-24:00;周末 全天`, `工作日 晚上`, `周一至周五 9:00-12:00`.
 * An empty list means always; null: it cannot be understood.
 */
export function windowsIn(text: string): WeeklyWindow[] | null {
  if (text === '' || ANY_TIME.test(text)) return [];
  const windows: WeeklyWindow[] = [];
  for (const phrase of text.split(/[;\n\r。]/u).map((part) => part.trim())) {
    if (phrase === '') continue;
    const time = timeIn(phrase);
    const days = time && weekdaysIn(phrase.slice(0, time.at));
    if (!time || !days) return null;
    windows.push(...days.map((weekday) => ({ weekday, from: time.from, to: time.to })));
  }
  return windows;
}

function timeIn(phrase: string): { at: number; from: string; to: string } | null {
  const range = /(\d{1,2})[::](\d{2})\s*[-–—~至到]+\s*(次日)?\s*(\d{1,2})[::](\d{2})\s*$/u.exec(phrase);
  if (range) {
    const [from, to] = [`${pad(range[1])}:${range[2] ?? ''}`, `${pad(range[4])}:${range[5] ?? ''}`];
    const sound = from < '24:00' && to <= '24:00' && from !== to && (range[2] ?? '') < '60' && (range[5] ?? '') < '60';
    return sound ? { at: range.index, from, to } : null;
  }
  for (const [word, [from, to]] of Object.entries(PARTS)) {
    if (phrase.endsWith(word)) return { at: phrase.length - word.length, from, to };
  }
  return { at: phrase.length, from: '00:00', to: '24:00' };
}

function weekdaysIn(words: string): number[] | null {
  const days = new Set<number>();
  let rest = words.replace(/\s/gu, '');
  while (rest !== '') {
    const span = /^(?:周|星期|礼拜)([一二三四五六日天])(?:至|到|-|~)(?:周|星期|礼拜)?([一二三四五六日天])/u.exec(rest);
    const single = /^(?:周|星期|礼拜)?([一二三四五六日天])(?![至到~-])/u.exec(rest);
    const group = /^(工作日|平时|周末|双休日|每天|天天)/u.exec(rest);
    const found = group ?? span ?? single;
    if (!found) return null;
    const [first, last] = group
      ? (GROUPS[found[1] ?? ''] ?? [1, 7])
      : [dayOf(found[1]), dayOf(span ? found[2] : found[1])];
    for (let day = first; day !== (last % 7) + 1; day = (day % 7) + 1) days.add(day);
    if (first === 1 && last === 7) for (let day = 1; day <= 7; day++) days.add(day);
    rest = rest.slice(found[0].length).replace(/^[、,和及/]+/u, '');
  }
  return days.size === 0 ? null : [...days].sort((a, b) => a - b);
}

const GROUPS: Readonly<Record<string, readonly [number, number]>> = {
  工作日: [1, 5],
  平时: [1, 5],
  周末: [6, 7],
  双休日: [6, 7],
  每天: [1, 7],
  天天: [1, 7],
};

function dayOf(word: string | undefined): number {
  return word === '天' ? 7 : DAYS.indexOf(word ?? '') + 1;
}

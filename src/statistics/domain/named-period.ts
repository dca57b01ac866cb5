import { addDays, firstOfMonth, isCivilDate, isWithinReach, type CivilDate } from '../../kernel/civil-time';
import type { Period } from './period';

const YEAR = /^(\d{4})$/;
const QUARTER = /^(\d{4})-Q([1-4])$/i;
const MONTH = /^\d{4}-\d{2}$/;

/** The days of `2026`, `2026-Q3`, `2026-11`, `2026-11-03` or of all from one to another (`2026-01..2026-12`); null for anything else. */
export function periodNamed(name: string): Period | null {
  const [first, last = first, ...more] = name.split('..').map(daysNamed);
  return first && last && more.length === 0 && first.from <= last.to ? { from: first.from, to: last.to } : null;
}

function daysNamed(name: string): Period | null {
  const [, year] = YEAR.exec(name) ?? [];
  if (year !== undefined) return monthsFrom(`${year}-01-01`, 12);
  const [, yearOf, quarter] = QUARTER.exec(name) ?? [];
  if (yearOf !== undefined) return monthsFrom(`${yearOf}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`, 3);
  if (MONTH.test(name)) return monthsFrom(`${name}-01`, 1);
  return isDay(name) ? { from: name, to: name } : null;
}

const monthsFrom = (first: CivilDate, months: number): Period | null =>
  isDay(first) ? { from: first, to: addDays(firstOfMonth(first, months), -1) } : null;

const isDay = (text: string): boolean => isCivilDate(text) && isWithinReach(text);

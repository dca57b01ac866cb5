import { firstOfMonth, startOfDay } from '../kernel/civil-time';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The instants of a local month such as `2026-12`; null for any other text. */
export function monthInterval(month: string, { zone }: OrgScope): Interval | null {
  if (!MONTH.test(month)) return null;
  const first = `${month}-01`;
  return { from: startOfDay(first, zone), to: startOfDay(firstOfMonth(first, 1), zone) };
}

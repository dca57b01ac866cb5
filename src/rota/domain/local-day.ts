import {
  civilDateOf,
  dayNumber,
  mondayOf,
  monthOf,
  startOfDay,
  weekdayOf,
  type CivilDate,
  type Weekday,
  type ZoneName,
} from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

/** The local day on which an instant falls, as the rules count days, weeks and months. */
export interface LocalDay {
  readonly date: CivilDate;
  /** Days since 1970-01-01. */
  readonly number: number;
  readonly monday: CivilDate;
  readonly month: string;
  readonly weekday: Weekday;
  readonly weekend: boolean;
  /** Its midnight. */
  readonly begins: Instant;
}

const KEPT = 20_000;
const known = new Map<ZoneName, Map<Instant, LocalDay>>();

/** The same few hundred starts of shifts are asked about again and again; each is worked out once. */
export function localDayOf(instant: Instant, zone: ZoneName): LocalDay {
  const days = known.get(zone) ?? new Map<Instant, LocalDay>();
  const kept = days.get(instant);
  if (kept) return kept;
  const day = workedOut(civilDateOf(instant, zone), zone);
  if (days.size >= KEPT) days.clear();
  days.set(instant, day);
  known.set(zone, days);
  return day;
}

function workedOut(date: CivilDate, zone: ZoneName): LocalDay {
  const weekday = weekdayOf(date);
  return {
    date,
    number: dayNumber(date),
    monday: mondayOf(date),
    month: monthOf(date),
    weekday,
    weekend: weekday >= 6,
    begins: startOfDay(date, zone),
  };
}

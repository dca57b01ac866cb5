import {
  addDays,
  civilAt,
  civilDateOf,
  dayNumber,
  instantOf,
  mondayOf,
  monthOf,
  startOfDay,
  weekdayOf,
  type CivilDate,
  type Weekday,
  type ZoneName,
} from '../../kernel/civil-time';
import { DAY, MINUTE, type Instant } from '../../kernel/clock';

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
  /** No clock is changed on it. */
  readonly even: boolean;
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
  const begins = startOfDay(date, zone);
  return {
    date,
    number: dayNumber(date),
    monday: mondayOf(date),
    month: monthOf(date),
    weekday,
    weekend: weekday >= 6,
    begins,
    even: startOfDay(addDays(date, 1), zone) - begins === DAY,
  };
}

/** The instant at which the wall clock shows so many minutes after the day's midnight; 1440 is the next midnight. */
export function atMinuteOf({ begins, even, date }: LocalDay, minutes: number, zone: ZoneName): Instant {
  return even ? begins + minutes * MINUTE : instantOf(civilAt(date, minutes), zone);
}

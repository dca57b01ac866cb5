import { addDays, civilDateOf, firstOfMonth, mondayOf, startOfDay, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';

/** Rest and nights in a row look this far beyond the weeks and months that caps count. */
const MARGIN_DAYS = 7;

/** The stretch in which duties must begin to matter for seats that begin between `first` and `last`. */
export function dutyWindow(first: Instant, last: Instant, zone: ZoneName): Interval {
  const firstDay = civilDateOf(first, zone);
  const lastDay = civilDateOf(last, zone);
  const from = [mondayOf(firstDay), firstOfMonth(firstDay)].sort()[0] ?? firstDay;
  const to = [addDays(mondayOf(lastDay), 7), firstOfMonth(lastDay, 1)].sort()[1] ?? lastDay;
  return { from: startOfDay(addDays(from, -MARGIN_DAYS), zone), to: startOfDay(addDays(to, MARGIN_DAYS), zone) };
}

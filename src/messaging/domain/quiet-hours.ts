import { addDays, civilOf, clockOf, dateOf, instantOf, type ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

export interface QuietHours {
  /** Wall-clock `HH:mm`; the quiet stretch runs from `from` over midnight to `to`. */
  readonly from: string;
  readonly to: string;
}

export const DEFAULT_QUIET_HOURS: QuietHours = { from: '22:00', to: '08:00' };

/** Those of an organisation, from its settings as they are kept; the usual ones where it has none of its own. */
export function quietHoursIn(settings: string): QuietHours {
  return (JSON.parse(settings || '{}') as { quietHours?: QuietHours }).quietHours ?? DEFAULT_QUIET_HOURS;
}

/** The instant at which the quiet stretch that contains `now` ends; null when it is not quiet. */
export function quietUntil(now: Instant, zone: ZoneName, hours: QuietHours = DEFAULT_QUIET_HOURS): Instant | null {
  const civil = civilOf(now, zone);
  const clock = clockOf(civil);
  if (clock >= hours.from) return instantOf(`${addDays(dateOf(civil), 1)}T${hours.to}`, zone);
  if (clock < hours.to) return instantOf(`${dateOf(civil)}T${hours.to}`, zone);
  return null;
}

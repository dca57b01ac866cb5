import { DAY, type Instant } from '../../kernel/clock';
import {
  dutyEvent,
  registrationEvent,
  type CalendarEvent,
  type DutyFacts,
  type RegistrationFacts,
} from './calendar-event';

/** How long after its end a cancelled entry stays, so that every subscriber has seen that it is cancelled. */
const CANCELLED_FOR = 14 * DAY;
/** How far a feed goes back. */
export const FEED_PAST = 60 * DAY;

/**
 * What a person's feed holds at `now`: her duties and registrations. An entry that was given up stays for 14 days after
 * its end, marked as cancelled, unless she has the same shift again.
 */
export function feedContents(
  duties: readonly DutyFacts[],
  registrations: readonly RegistrationFacts[],
  now: Instant,
): CalendarEvent[] {
  const held = new Set(duties.filter((duty) => duty.state !== 'dropped').map((duty) => duty.shiftId));
  const events = [
    ...duties.filter((duty) => duty.state !== 'dropped' || !held.has(duty.shiftId)).map(dutyEvent),
    ...registrations.map(registrationEvent),
  ];
  return events
    .filter((event) => event.end > now - (event.cancelled ? CANCELLED_FOR : FEED_PAST))
    .sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
}

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

/** What a feed holds at an instant, and until when it holds just that unless something changes. */
export interface FeedContents {
  readonly events: readonly CalendarEvent[];
  /** The instant at which the next entry falls out by time alone. */
  readonly until: Instant;
}

/**
 * What a person's feed holds at `now`: her duties and registrations. An entry that was given up stays for 14 days after
 * its end, marked as cancelled, unless she has the same shift again.
 */
export function feedContents(
  duties: readonly DutyFacts[],
  registrations: readonly RegistrationFacts[],
  now: Instant,
): FeedContents {
  const held = new Set(duties.filter((duty) => duty.state !== 'dropped').map((duty) => duty.shiftId));
  return windowed(
    [
      ...duties.filter((duty) => duty.state !== 'dropped' || !held.has(duty.shiftId)).map(dutyEvent),
      ...registrations.map(registrationEvent),
    ],
    now,
  );
}

/** Those of the events that a feed still shows at `now`, in order of time. */
export function windowed(events: readonly CalendarEvent[], now: Instant): FeedContents {
  const leaves = (event: CalendarEvent): Instant => event.end + (event.cancelled ? CANCELLED_FOR : FEED_PAST);
  const shown = events.filter((event) => leaves(event) > now);
  shown.sort((a, b) => a.start - b.start || (a.uid < b.uid ? -1 : 1));
  return { events: shown, until: shown.reduce((soonest, event) => Math.min(soonest, leaves(event)), now + 365 * DAY) };
}

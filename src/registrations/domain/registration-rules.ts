import { DAY, type Instant } from '../../kernel/clock';
import { refused, type Refused } from '../../kernel/result';
import { checkInWindow } from './check-in-window';
import type { PublicSession } from './public-session';
import type { RegistrationRefusal } from './registration-refusal';

export const PARTY_MIN = 1;
export const PARTY_MAX = 20;
export const SCORE_MIN = 1;
export const SCORE_MAX = 5;
export const FEEDBACK_MAX = 500;
/** How long after a session its feedback is still taken. */
export const FEEDBACK_FOR = 30 * DAY;

/** Why a session takes no new household at `now`, or null when it does. */
export function closedToNewcomers(session: PublicSession, now: Instant): Refused<RegistrationRefusal> | null {
  if (session.state === 'cancelled') return refused({ rule: 'session-cancelled', session });
  if (session.end <= now) return refused({ rule: 'session-over', session });
  if (session.start <= now) return refused({ rule: 'session-started', session });
  return null;
}

/** Why nobody can check in to a session at `now`, or null when people can. */
export function closedToCheckIn(session: PublicSession, now: Instant): Refused<RegistrationRefusal> | null {
  if (session.state === 'cancelled') return refused({ rule: 'session-cancelled', session });
  const { opens, closes } = checkInWindow(session);
  return now < opens || now > closes ? refused({ rule: 'check-in-closed', session, opens, closes }) : null;
}

/** A refusal for a party that is no whole number of people or beyond the limits, else null. */
export function wrongParty(party: number): Refused<RegistrationRefusal> | null {
  return Number.isInteger(party) && party >= PARTY_MIN && party <= PARTY_MAX
    ? null
    : refused({ rule: 'party-size', min: PARTY_MIN, max: PARTY_MAX });
}

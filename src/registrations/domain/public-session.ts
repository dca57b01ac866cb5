import type { CivilDateTime } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

/** A session that families may sign up for, as everybody may see it. */
export interface PublicSession {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly topic: string | null;
  readonly place: string | null;
  readonly state: 'planned' | 'cancelled';
  /** Why it was cancelled. */
  readonly reason: string | null;
  /** null: as many households as come. */
  readonly householdsMax: number | null;
  readonly householdsTaken: number;
  readonly waitlistMax: number;
  readonly waiting: number;
  /** A coordinator takes no more sign-ups, whatever room there is. */
  readonly signUpClosed: boolean;
  readonly revision: number;
}

export type RegistrationState = 'registered' | 'waiting' | 'cancelled' | 'attended';

/** One household on one session. */
export interface RegistrationView {
  readonly registrationId: string;
  readonly personId: string;
  readonly personName: string;
  readonly party: number;
  readonly state: RegistrationState;
  /** Place in the queue from 1 while waiting, else null. */
  readonly position: number | null;
  readonly score: number | null;
  readonly session: PublicSession;
}

/** Households that may still sign up before the waitlist begins; null: no limit. */
export function placesLeft(session: PublicSession): number | null {
  return session.householdsMax === null ? null : Math.max(0, session.householdsMax - session.householdsTaken);
}

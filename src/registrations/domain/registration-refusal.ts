import type { Instant } from '../../kernel/clock';
import type { PublicSession, RegistrationState } from './public-session';

/** Everything that a participant's act can be refused for; each door has one exhaustive switch over it. */
export type RegistrationRefusal =
  | { readonly rule: 'not-found' }
  /** Only the household itself or a coordinator may do it. */
  | { readonly rule: 'not-allowed' }
  /** The programme takes no registrations at all. */
  | { readonly rule: 'not-open-to-public'; readonly session: { readonly programmeName: string } }
  | { readonly rule: 'session-cancelled'; readonly session: PublicSession }
  | { readonly rule: 'session-started'; readonly session: PublicSession }
  | { readonly rule: 'session-over'; readonly session: PublicSession }
  | {
      readonly rule: 'already-registered';
      readonly registrationId: string;
      readonly state: RegistrationState;
      readonly party: number;
      readonly session: PublicSession;
    }
  /** So many households have a place already: nobody loses one by a smaller number. */
  | { readonly rule: 'fewer-than-registered'; readonly taken: number }
  /** A coordinator takes no more sign-ups; `alternatives` still do. */
  | {
      readonly rule: 'sign-up-closed';
      readonly session: PublicSession;
      readonly alternatives: readonly PublicSession[];
    }
  /** The household has another session at that time. */
  | { readonly rule: 'overlap'; readonly session: PublicSession; readonly other: PublicSession }
  | { readonly rule: 'party-size'; readonly min: number; readonly max: number }
  /** No place and no room on the waitlist; `alternatives` still have a place or room to wait. */
  | { readonly rule: 'full'; readonly session: PublicSession; readonly alternatives: readonly PublicSession[] }
  /** The registration has left the state in which this is possible. */
  | { readonly rule: 'state'; readonly state: RegistrationState }
  | { readonly rule: 'unknown-code' }
  | {
      readonly rule: 'check-in-closed';
      readonly session: PublicSession;
      readonly opens: Instant;
      readonly closes: Instant;
    }
  | { readonly rule: 'not-registered'; readonly session: PublicSession }
  | { readonly rule: 'still-waiting'; readonly session: PublicSession; readonly position: number | null }
  | { readonly rule: 'score'; readonly min: number; readonly max: number }
  | { readonly rule: 'too-long'; readonly max: number }
  | { readonly rule: 'nothing-to-rate' };

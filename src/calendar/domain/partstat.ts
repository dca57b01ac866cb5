import type { Instant } from '../../kernel/clock';
import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { RegistrationState } from '../../registrations/domain/public-session';
import type { AssignmentSource } from '../../rota/domain/assignment-source';

/** What an attendee has said, in the words of RFC 5545 (3.2.12). */
export type Partstat = 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE';

/** A person's word about one entry, by mail or by a link. */
export interface Answer {
  readonly partstat: Exclude<Partstat, 'NEEDS-ACTION'>;
  /** By the server's clock. */
  readonly at: Instant;
  /** Which revision of the entry she answered. */
  readonly sequence: number;
}

/** Seats that somebody took by her own word. */
const TAKEN_BY_HERSELF: readonly AssignmentSource[] = ['claim', 'cover', 'exchange', 'undo'];

/** What an answer is judged by. */
export interface Answerable<State> {
  readonly state: State;
  /** The revision in which the time was last changed; whoever answered an earlier one answered the old time. */
  readonly timeSequence: number;
  readonly answer: Answer | null;
}

/**
 * What the rota knows of somebody's word about her duty. The rota's state is the truth; an answer counts only where the
 * state has no word for it.
 */
export function dutyPartstat(duty: Answerable<AssignmentState> & { readonly source: AssignmentSource }): Partstat {
  switch (duty.state) {
    case 'confirmed':
    case 'on-duty':
    case 'done':
      return 'ACCEPTED';
    case 'dropped':
      return 'DECLINED';
    case 'offered':
      return 'TENTATIVE';
    default:
      if (standing(duty)?.partstat === 'TENTATIVE') return 'TENTATIVE';
      return duty.timeSequence === 0 && TAKEN_BY_HERSELF.includes(duty.source) ? 'ACCEPTED' : 'NEEDS-ACTION';
  }
}

/** The same of a registration: signing up is a word of its own, until the session moves. */
export function registrationPartstat(registration: Answerable<RegistrationState>): Partstat {
  if (registration.state === 'attended') return 'ACCEPTED';
  if (registration.state === 'cancelled') return 'DECLINED';
  return standing(registration)?.partstat ?? (registration.timeSequence === 0 ? 'ACCEPTED' : 'NEEDS-ACTION');
}

const standing = ({ answer, timeSequence }: Answerable<unknown>): Answer | null =>
  answer && answer.sequence >= timeSequence ? answer : null;

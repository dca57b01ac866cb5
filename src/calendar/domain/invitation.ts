import type { Instant } from '../../kernel/clock';
import type { AnswerableEvent } from './calendar-event';

/** What an attendee's calendar is known to hold of one entry. */
export interface Invitation {
  readonly id: string;
  readonly orgId: string;
  readonly personId: string;
  readonly kind: 'assignment' | 'registration';
  readonly subjectId: string;
  readonly uid: string;
  readonly address: string;
  readonly organizer: string;
  readonly revision: number;
  readonly digest: string;
  readonly cancelled: boolean;
}

/** Everything by which two mails about one entry would differ to the eye. */
export function shownIn(event: AnswerableEvent, address: string): string {
  const { sequence, partstat, title, start, end, place, description, cancelled } = event;
  return JSON.stringify([address, sequence, partstat, title, start, end, place, description, cancelled]);
}

/**
 * Whether a calendar has to be told, when it holds `digest` of an entry that now digests to `current`; null for one that
 * was never told. What is over needs no mail, what was withdrawn is done with, and nobody is told the end of what she
 * never had.
 */
export function isOwed(
  known: { readonly digest: string; readonly cancelled: boolean } | null,
  event: AnswerableEvent,
  current: string,
  now: Instant,
): boolean {
  if (event.end <= now) return false;
  if (known === null) return !event.cancelled;
  return !known.cancelled && known.digest !== current;
}

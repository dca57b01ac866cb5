import type { Instant } from '../../kernel/clock';
import type { WordedKind } from '../../messaging/domain/message-kinds';
import type { ListEntry } from './dialogue';

/** What the service wants of somebody to whom it has said something of itself. */
export type PromptKind =
  /** Whether she comes to a shift of hers. */
  | 'reminder'
  /** Whether she steps in for a shift that is nobody's. */
  | 'offer'
  /** Whether she agrees to what others wish of her. */
  | 'request'
  /** That somebody sees to a post which is empty now. */
  | 'alarm'
  /** Whether her household still comes. */
  | 'place';

/** How a step says that it answers a reminder. */
export const REMINDED = 'reminded';

/** Something that was said to a person and that her next word may answer. */
export interface Prompt {
  readonly of: PromptKind;
  /** What it is about. */
  readonly entry: ListEntry;
  /** The thing as it was said to her: 12月8日(周二) 20:00–24:00 天天询 接线员. */
  readonly line: string;
  readonly said: Instant;
  /** False where nothing is left to be answered: she has confirmed. */
  readonly waiting: boolean;
}

/** What each kind of message waits for; null: it only tells. */
export const AWAITED: Readonly<Record<WordedKind, PromptKind | null>> = {
  'confirm-reminder': 'reminder',
  'confirm-again': 'reminder',
  'own-reminder': 'reminder',
  assigned: 'reminder',
  'given-back': 'reminder',
  // for whoever serves on it
  'session-changed': 'reminder',
  'cover-asked': 'offer',
  'give-asked': 'request',
  'swap-asked': 'request',
  'ring-asked': 'request',
  'late-sign-in': 'request',
  'post-empty': 'alarm',
  'registration-reminder': 'place',
  'registered-promoted': 'place',
  unassigned: null,
  covered: null,
  'handover-note': null,
  'late-sign-in-answered': null,
  'request-answered': null,
  'request-expired': null,
  'ring-ended': null,
  'wish-expired': null,
  'rota-published': null,
  'session-cancelled': null,
  'session-restored': null,
  'tally-changed': null,
  'cover-settled': null,
  'seat-settled': null,
  'post-filled': null,
  'post-acknowledged': null,
  'late-coming': null,
  'trainee-alone': null,
  'still-open': null,
  'nobody-there': null,
  'crisis-alert': null,
  'crisis-care': null,
  // answered by its number or by quoting it, never by a mere word
  'question-asked': null,
  'question-answered': null,
  'sign-in-code': null,
  'account-bound': null,
  guessing: null,
  invitation: null,
  'counter-declined': null,
  notice: null,
};

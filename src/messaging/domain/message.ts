import type { Instant } from '../../kernel/clock';
import type { MessageKind } from './message-kinds';

/** What may disturb whom: `urgent` passes the quiet of the night, `bulk` is said once at most and never presses. */
export type MessageClass = 'urgent' | 'normal' | 'bulk';

/** `leased`: a dispatcher has taken it; what it is in after that and `pending` is final. */
export const MESSAGE_STATES = ['pending', 'leased', 'sent', 'failed', 'expired', 'suppressed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What the rules of delivery look at in a message that is due. */
export interface DueMessage {
  readonly personId: string | null;
  /** null: a kind of another version of the service. */
  readonly kind: MessageKind | null;
  readonly class: MessageClass;
  /** Where alone it may arrive, as a channel and an account there; null: wherever it reaches her. */
  readonly channel: string | null;
  readonly address: string | null;
  /** After this instant it is of no use any more; null: until it is a day old. */
  readonly notAfterMs: Instant | null;
  readonly createdMs: Instant;
  /** How often it was handed to a channel or found nobody so far. */
  readonly attempts: number;
}

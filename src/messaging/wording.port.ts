import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Reply } from './channel';

export interface MessageToWord {
  readonly orgId: string;
  readonly personId: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** When it was to leave, if it leaves much later than that; said with it. null: it is in time. */
  readonly lateSinceMs: Instant | null;
}

/** Turns a message's facts into sentences at the moment it leaves. The conversation fills this place. */
export abstract class MessageWording {
  /** null: there is nothing left to say (the shift moved, the request was answered). */
  abstract wordsFor(tx: Tx, message: MessageToWord, now: Instant): Promise<readonly Reply[] | null>;
}

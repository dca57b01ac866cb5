import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Reply } from './channel';
import type { Worded } from './domain/message-kinds';

interface ToWord {
  readonly orgId: string;
  readonly personId: string;
  /** When it was to leave, if it leaves much later than that; said with it. null: it is in time. */
  readonly lateSinceMs: Instant | null;
}

/** A message that leaves, of one kind with the facts of that kind. */
export type MessageToWord = ToWord & Worded;

/** Turns a message's facts into sentences at the moment it leaves. The conversation fills this place. */
export abstract class MessageWording {
  /** null: there is nothing left to say (the shift moved, the request was answered). */
  abstract wordsFor(tx: Tx, message: MessageToWord, now: Instant): Promise<readonly Reply[] | null>;
}

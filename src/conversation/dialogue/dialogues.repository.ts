import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import type { Instant } from '../../kernel/clock';
import type { Dialogue, Listing, Question } from './dialogue';
import { DialogueRow } from './dialogue.row';

/** Where a dialogue is had: a person in a conversation of a channel. */
export interface DialoguePlace {
  readonly orgId: string;
  readonly personId: string;
  readonly channel: string;
  readonly kind: 'private' | 'group';
  readonly conversation: string;
}

/** Open lists and questions, kept in the database so that a restart in the middle of a question loses nothing. */
@Injectable()
export class DialoguesRepository {
  /** The person's dialogues by their key, everywhere she talks to the service. */
  async of(tx: Tx, personId: string): Promise<Map<string, Dialogue>> {
    const rows = await tx.find(DialogueRow, { personId });
    return new Map(rows.map((row) => [row.id, dialogueOf(row)]));
  }

  async save(tx: Tx, place: DialoguePlace, dialogue: Dialogue, now: Instant): Promise<void> {
    const id = dialogueKey(place);
    const listing = dialogue.listing ? JSON.stringify(dialogue.listing) : null;
    const question = dialogue.question ? JSON.stringify(dialogue.question) : null;
    const { listingUntilMs, questionUntilMs } = dialogue;
    const state = { listing, listingUntilMs, question, questionUntilMs, changedMs: now };
    if ((await tx.update(DialogueRow, { id }, state)) > 0) return;
    const { orgId, personId, channel } = place;
    await tx.insert(DialogueRow, {
      id,
      orgId,
      personId,
      channel,
      conversation: place.conversation.slice(0, 191),
      ...state,
    });
  }
}

/** The key of a dialogue; its last 32 characters stand for channel and conversation. */
export function dialogueKey(place: DialoguePlace): string {
  const where = createHash('sha256').update(JSON.stringify([place.channel, place.kind, place.conversation]));
  return `${place.personId}.${where.digest('hex').slice(0, 32)}`;
}

function dialogueOf(row: DialogueRow): Dialogue {
  return {
    listing: row.listing ? (JSON.parse(row.listing) as Listing) : null,
    listingUntilMs: row.listingUntilMs ?? 0,
    question: row.question ? (JSON.parse(row.question) as Question) : null,
    questionUntilMs: row.questionUntilMs ?? 0,
    changedMs: row.changedMs,
  };
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import type { Instant } from '../../kernel/clock';
import type { Dialogue, Listing, Question } from './dialogue';

/** Where a dialogue is had: a person in a conversation of a channel. */
export interface Place {
  readonly orgId: string;
  readonly personId: string;
  readonly channel: string;
  readonly kind: 'private' | 'group';
  readonly conversation: string;
}

interface StoredDialogue {
  id: string;
  listing: string | null;
  listingUntilMs: Instant | null;
  question: string | null;
  questionUntilMs: Instant | null;
  changedMs: Instant;
}

/** Open lists and questions, kept in the database so that a restart in the middle of a question loses nothing. */
@Injectable()
export class DialoguesRepository {
  /** The person's dialogues by their key, everywhere she talks to the service. */
  async of(tx: Tx, personId: string): Promise<Map<string, Dialogue>> {
    const rows = await tx.all<StoredDialogue>(
      'SELECT id, listing, listing_until_ms, question, question_until_ms, changed_ms FROM dialogues WHERE person_id = ?',
      [personId],
    );
    return new Map(rows.map((row) => [row.id, dialogueOf(row)]));
  }

  async save(tx: Tx, place: Place, dialogue: Dialogue, now: Instant): Promise<void> {
    const id = dialogueKey(place);
    const listing = dialogue.listing ? JSON.stringify(dialogue.listing) : null;
    const question = dialogue.question ? JSON.stringify(dialogue.question) : null;
    const changed = await tx.run(
      `UPDATE dialogues SET listing = ?, listing_until_ms = ?, question = ?, question_until_ms = ?, changed_ms = ?
        WHERE id = ?`,
      [listing, dialogue.listingUntilMs, question, dialogue.questionUntilMs, now, id],
    );
    if (changed > 0) return;
    await tx.insert('dialogues', {
      id,
      org_id: place.orgId,
      person_id: place.personId,
      channel: place.channel,
      conversation: place.conversation.slice(0, 191),
      listing,
      listing_until_ms: dialogue.listingUntilMs,
      question,
      question_until_ms: dialogue.questionUntilMs,
      changed_ms: now,
    });
  }
}

/** The key of a dialogue; its last 32 characters stand for channel and conversation. */
export function dialogueKey(place: Place): string {
  const where = createHash('sha256').update(JSON.stringify([place.channel, place.kind, place.conversation]));
  return `${place.personId}.${where.digest('hex').slice(0, 32)}`;
}

function dialogueOf(row: StoredDialogue): Dialogue {
  return {
    listing: row.listing ? (JSON.parse(row.listing) as Listing) : null,
    listingUntilMs: row.listingUntilMs ?? 0,
    question: row.question ? (JSON.parse(row.question) as Question) : null,
    questionUntilMs: row.questionUntilMs ?? 0,
    changedMs: row.changedMs,
  };
}

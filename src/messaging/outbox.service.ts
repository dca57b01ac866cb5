import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { Instant } from '../kernel/clock';
import type { DeliveryReason } from './domain/delivery-reasons';
import type { MessageClass } from './domain/message';
import type { Message, MessageKind } from './domain/message-kinds';
import { OutboxRow } from './outbox.row';
import type { NewRow, Where } from '../database/typed';

/** Whom a message is owed to, and when. */
export interface Owed {
  readonly orgId: string;
  readonly personId: string;
  /** Names the message once and for all: `kind.subject.person.offset.revision`, without colons. */
  readonly dedupeKey: string;
  readonly class: MessageClass;
  /** The shift, session or request it is about; suppressed together with it. */
  readonly subjectId?: string;
  readonly dueMs: Instant;
  /** After this instant it is closed as expired instead of sent. */
  readonly notAfterMs?: Instant;
  /** The one channel on which it is to reach her; left out: whichever reaches her best. */
  readonly via?: Via;
}

/** An account of hers on a channel; `mail` without one: the address in the books. */
export interface Via {
  readonly channel: string;
  readonly externalId?: string;
}

/** A message owed to a person. What it says is either fixed now or worded at dispatch from its kind's own facts. */
export type OwedMessage = Owed & Message;

/** The truth about what must still be said; rows are born in the transaction of the act that owes them. */
@Injectable()
export class Outbox {
  /** Owing the same dedupe key a second time changes nothing. */
  async owe(tx: Tx, now: Instant, ...messages: readonly OwedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const known = await tx.find(
      OutboxRow,
      { dedupeKey: messages.map((message) => message.dedupeKey) },
      { columns: ['dedupeKey'] },
    );
    const seen = new Set(known.map((row) => row.dedupeKey));
    const fresh = messages.filter((m) => !seen.has(m.dedupeKey) && seen.add(m.dedupeKey));
    await tx.insert(
      OutboxRow,
      fresh.map((message) => rowOf(message, now)),
    );
  }

  /** To whom a message was ever owed whose dedupe key begins so. */
  async owedTo(tx: Tx, orgId: string, prefix: string): Promise<string[]> {
    const rows = await tx.all<{ personId: string }>(
      'SELECT DISTINCT person_id FROM outbox WHERE org_id = ? AND dedupe_key >= ? AND dedupe_key < ? ORDER BY person_id',
      [orgId, prefix, `${prefix}~`],
    );
    return rows.map(({ personId }) => personId);
  }

  /** Closes what nobody has begun to send about `subjectId` (of the given kinds, to the given person), with a visible reason. */
  async suppress(
    tx: Tx,
    subjectId: string,
    reason: DeliveryReason,
    only: { personId?: string; kinds?: readonly MessageKind[] } = {},
  ): Promise<number> {
    const where = ['subject_id = ?', "(state = 'pending' OR (state = 'leased' AND begun_ms IS NULL))"];
    const params: SqlValue[] = [reason, subjectId];
    if (only.personId) {
      where.push('person_id = ?');
      params.push(only.personId);
    }
    if (only.kinds) {
      where.push(`kind IN (${only.kinds.map(() => '?').join(',')})`);
      params.push(...only.kinds);
    }
    return tx.run(
      `UPDATE outbox SET state = 'suppressed', reason = ?, lease_until_ms = NULL WHERE ${where.join(' AND ')}`,
      params,
    );
  }

  /** Moves the message of this kind about `subjectId` that nobody has begun to send to another time. */
  async retime(tx: Tx, subjectId: string, kind: MessageKind, dueMs: Instant, notAfterMs: Instant): Promise<void> {
    await tx.update(
      OutboxRow,
      { subjectId, kind, state: 'pending', attempts: 0 },
      { dueMs, nextMs: dueMs, notAfterMs },
    );
  }

  /** Messages that wait for another try until after `latest`, though not for the end of the night; some of them, if many. */
  async astray(tx: Tx, latest: Instant): Promise<string[]> {
    const rows = await tx.find(OutboxRow, waitingUntilAfter(latest), { columns: ['id'], limit: MOST_ASTRAY });
    return rows.map(({ id }) => id);
  }

  /** Tries such a message again at once, if it still waits so long. */
  async bringBack(tx: Tx, id: string, latest: Instant, now: Instant): Promise<void> {
    await tx.update(OutboxRow, { id, ...waitingUntilAfter(latest) }, { nextMs: now });
  }

  /** How many messages are due and not sent yet, and since when the oldest of them is due. */
  async backlog(tx: Tx, now: Instant): Promise<{ due: number; oldestDueMs: Instant | null }> {
    const row = await tx.one<{ due: number; oldestDueMs: number | null }>(
      "SELECT COUNT(*) AS due, MIN(due_ms) AS oldest_due_ms FROM outbox WHERE state IN ('pending','leased') AND next_ms <= ?",
      [now],
    );
    return { due: row?.due ?? 0, oldestDueMs: row?.oldestDueMs ?? null };
  }
}

/** Why a message waits for the morning; that is no retry. */
const NIGHT: DeliveryReason = 'quiet hours';
const MOST_ASTRAY = 500;

const waitingUntilAfter = (latest: Instant): Where<OutboxRow> => ({
  state: 'pending',
  attempts: { gt: 0 },
  nextMs: { gt: latest },
  reason: { not: NIGHT },
});

function rowOf(message: OwedMessage, now: Instant): NewRow<OutboxRow> {
  return {
    id: newId(now),
    orgId: message.orgId,
    dedupeKey: message.dedupeKey,
    personId: message.personId,
    kind: message.kind,
    class: message.class,
    channel: message.via?.channel ?? null,
    address: message.via?.externalId ?? null,
    subjectId: message.subjectId ?? null,
    content: JSON.stringify(message.content),
    dueMs: message.dueMs,
    notAfterMs: message.notAfterMs ?? null,
    state: 'pending',
    attempts: 0,
    crashes: 0,
    nextMs: message.dueMs,
    createdMs: now,
  };
}

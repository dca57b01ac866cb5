import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import { marks } from '../database/sql-values';
import { randomCode } from '../kernel/ids';
import { SECOND, type Instant } from '../kernel/clock';
import type { DeliveryReason } from './domain/delivery-reasons';
import type { DueMessage, MessageClass, MessageState } from './domain/message';
import { readMessage, type StoredMessage } from './domain/stored-message';
import { OutboxRow } from './outbox.row';

/** How long a dispatcher keeps what it took; a crashed one's messages come back after this. */
export const LEASE = 25 * SECOND;
/** A message in whose sending this many processes died is put aside and shown, not tried again. */
const MAX_CRASHES = 5;
const SENDER_DIED: DeliveryReason = 'the process that sent it died';
/** The most pressing first, whatever has been waiting longer. */
const CLASSES: readonly MessageClass[] = ['urgent', 'normal', 'bulk'];

export interface LeasedMessage extends DueMessage {
  readonly id: string;
  readonly orgId: string;
  readonly content: StoredMessage['content'];
  /** Since when it might have left. */
  readonly nextMs: Instant;
  /** The fencing token: only who still holds it may send the message and say what became of it. */
  readonly token: string;
}

export type Final =
  | { readonly state: 'sent'; readonly providerMessageId?: string; readonly channel: string; readonly address: string }
  | { readonly state: 'failed' | 'expired' | 'suppressed'; readonly reason: string }
  | { readonly state: 'pending'; readonly nextMs: Instant; readonly reason: string; readonly attempted: boolean };

/** One entry to be written: what became of a message, or (null) that its sending is about to begin. */
export interface DeliveryNote {
  readonly message: LeasedMessage;
  readonly final: Final | null;
  readonly at: Instant;
}

type LeasedRow = Pick<
  OutboxRow,
  | 'id'
  | 'orgId'
  | 'personId'
  | 'kind'
  | 'class'
  | 'channel'
  | 'address'
  | 'content'
  | 'notAfterMs'
  | 'attempts'
  | 'createdMs'
  | 'nextMs'
>;

const COLUMNS =
  'id, org_id, person_id, kind, class, channel, address, content, not_after_ms, attempts, created_ms, next_ms';

/** Written so that no index on the state is taken: rows are found by their ids, and nobody else's are locked. */
const STILL_LEASED = "state || '' = 'leased'";

/** The rows of the outbox as dispatchers see them: taken by one at a time, each settled by whoever holds it. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** The earliest instant at which a message waits to be sent or a dead dispatcher's lease runs out. */
  async nextDue(): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      const pending = await tx.one<{ due: number | null }>(
        `SELECT MIN(due) AS due FROM (${CLASSES.map(
          (one) => `SELECT MIN(next_ms) AS due FROM outbox WHERE state = 'pending' AND class = '${one}'`,
        ).join(' UNION ALL ')}) AS dues`,
      );
      const leased = await tx.one<{ due: number | null }>(
        "SELECT MIN(lease_until_ms) AS due FROM outbox WHERE state = 'leased'",
      );
      const dues = [pending?.due, leased?.due].filter((due) => due !== null && due !== undefined).map(Number);
      return dues.length > 0 ? Math.min(...dues) : null;
    });
  }

  /** Takes up to `limit` due messages for this process alone, and what else waits for the same people. */
  async lease(now: Instant, limit: number): Promise<LeasedMessage[]> {
    const token = randomCode(26);
    const rows = await this.database.write(async (tx) => {
      const due = await this.due(tx, now, limit);
      if (due.length === 0) return [];
      const ids = due.map((row) => row.id);
      await tx.update(
        OutboxRow,
        { id: ids },
        { state: 'leased', leaseToken: token, leaseUntilMs: now + LEASE, begunMs: null },
      );
      return due;
    });
    return rows.map((row) => leasedBy(token, row));
  }

  /** Takes over, under a token of its own, what still is leased under `token`; empty when it was taken back meanwhile. */
  async takeOver(token: string, now: Instant): Promise<LeasedMessage[]> {
    const own = randomCode(26);
    const rows = await this.database.write(async (tx) => {
      const held = await tx.all<LeasedRow>(
        `SELECT ${COLUMNS} FROM outbox WHERE lease_token = ? AND state = 'leased' ORDER BY next_ms, id${tx.skipLocked}`,
        [token],
      );
      if (held.length === 0) return [];
      const ids = held.map((row) => row.id);
      await tx.update(OutboxRow, { id: ids }, { leaseToken: own, leaseUntilMs: now + LEASE });
      return held;
    });
    return rows.map((row) => leasedBy(own, row));
  }

  /**
   * Brings back what dead dispatchers had taken; a death counts against a message only when its sending had begun. A
   * lease that ends later than any lease can was made under a clock that has been set back since, and counts as over.
   */
  async reclaim(now: Instant): Promise<void> {
    const over = "state = 'leased' AND (lease_until_ms <= ? OR lease_until_ms > ?)";
    const params = [now, now + 2 * LEASE];
    const known = await this.database.read((tx) => tx.one(`SELECT id FROM outbox WHERE ${over} LIMIT 1`, params));
    if (!known) return;
    await this.database.write(async (tx) => {
      const rows = await tx.all<Pick<OutboxRow, 'id'>>(`SELECT id FROM outbox WHERE ${over}${tx.skipLocked}`, params);
      if (rows.length === 0) return;
      // MySQL assigns from left to right and goes on with the new values: begun_ms comes last
      await tx.run(
        `UPDATE outbox SET state = CASE WHEN begun_ms IS NOT NULL AND crashes + 1 >= ? THEN 'failed' ELSE 'pending' END,
                reason = CASE WHEN begun_ms IS NULL THEN reason ELSE '${SENDER_DIED}' END,
                crashes = crashes + CASE WHEN begun_ms IS NULL THEN 0 ELSE 1 END,
                next_ms = CASE WHEN begun_ms IS NULL AND next_ms < ? THEN next_ms ELSE ? END,
                lease_token = NULL, lease_until_ms = NULL, begun_ms = NULL
          WHERE id IN (${marks(rows)})`,
        [MAX_CRASHES, now, now, ...rows.map((row) => row.id)],
      );
    });
  }

  /** Writes all entries together and answers for each whether it holds: false when the lease had passed to somebody else. */
  async write(entries: readonly DeliveryNote[]): Promise<boolean[]> {
    return this.database.write(async (tx) => {
      const held = new Set<string>();
      for (const group of groupsOf(entries)) {
        const ids = group.entries.map(({ message }) => message.id).sort();
        const affected = await tx.run(
          `UPDATE outbox SET ${group.set} WHERE id IN (${marks(ids)}) AND lease_token = ? AND ${STILL_LEASED}`,
          [...group.params, ...ids, group.token],
        );
        for (const id of affected === ids.length ? ids : await this.heldAs(tx, group, ids)) held.add(id + group.state);
      }
      return entries.map(({ message, final }) => held.has(message.id + (final?.state ?? 'leased')));
    });
  }

  /** Which of `ids` are in the group's state by its own hand; an entry written twice, after a lost answer, holds too. */
  private async heldAs(tx: Tx, { token, state }: Group, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.find(OutboxRow, { id: ids, leaseToken: token, state }, { columns: ['id'] });
    return rows.map((row) => row.id);
  }

  private async due(tx: Tx, now: Instant, limit: number): Promise<LeasedRow[]> {
    const due: LeasedRow[] = [];
    for (const one of CLASSES) {
      if (due.length >= limit) break;
      due.push(
        ...(await tx.all<LeasedRow>(
          `SELECT ${COLUMNS} FROM outbox WHERE state = 'pending' AND class = ? AND next_ms <= ?
            ORDER BY next_ms, id LIMIT ${String(limit - due.length)}${tx.skipLocked}`,
          [one, now],
        )),
      );
    }
    return due.length < limit ? due : [...due, ...(await this.companions(tx, due, now))];
  }

  /** What else is due for the people in a full batch, so that several messages to one person become one. */
  private async companions(tx: Tx, due: readonly LeasedRow[], now: Instant): Promise<LeasedRow[]> {
    const taken = new Set(due.map((row) => row.id));
    const people = [...new Set(due.map((row) => row.personId).filter((id) => id !== null))];
    if (people.length === 0) return [];
    const rows = await tx.all<LeasedRow>(
      `SELECT ${COLUMNS} FROM outbox WHERE person_id IN (${marks(people)}) AND state = 'pending' AND class <> 'urgent' AND next_ms <= ?
        ORDER BY next_ms, id LIMIT ${String(due.length)}${tx.skipLocked}`,
      [...people, now],
    );
    return rows.filter((row) => !taken.has(row.id));
  }
}

const leasedBy = (token: string, row: LeasedRow): LeasedMessage => ({
  ...row,
  ...readMessage(row.kind, row.content),
  token,
});

interface Group {
  readonly token: string;
  readonly state: MessageState;
  readonly set: string;
  readonly params: readonly SqlValue[];
  readonly entries: readonly DeliveryNote[];
}

/** The entries that one statement can write. Settling comes before beginning: what a lane sends next begins after. */
function groupsOf(entries: readonly DeliveryNote[]): Group[] {
  const groups = new Map<string, DeliveryNote[]>();
  for (const entry of entries) {
    const { providerMessageId: _, address: __, ...same } = { ...entry.final } as Record<string, unknown>;
    const key = JSON.stringify([entry.final === null, entry.message.token, entry.at, same]);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map(groupOf).sort((a, b) => Number(a.state === 'leased') - Number(b.state === 'leased'));
}

function groupOf(entries: readonly DeliveryNote[]): Group {
  const [first] = entries;
  if (!first) throw new Error('an empty group');
  const { final, at, message } = first;
  const [set, params] = final === null ? ['begun_ms = ?', [at]] : settlement(final, at, entries);
  return { token: message.token, state: final?.state ?? 'leased', set, params, entries };
}

function settlement(final: Final, at: Instant, entries: readonly DeliveryNote[]): [string, SqlValue[]] {
  // the token stays: it says by whose hand the state was written
  const over = 'lease_until_ms = NULL';
  switch (final.state) {
    case 'sent': {
      const [address, addresses] = each(entries, (one) => one.address);
      const [provided, ids] = each(entries, (one) => one.providerMessageId ?? null);
      return [
        `state = 'sent', reason = NULL, sent_ms = ?, channel = ?, address = ${address}, provider_message_id = ${provided}, attempts = attempts + 1, ${over}`,
        [at, final.channel, ...addresses, ...ids],
      ];
    }
    case 'pending':
      return [
        `state = 'pending', next_ms = ?, reason = ?, attempts = attempts + ${final.attempted ? '1' : '0'}, ${over}`,
        [final.nextMs, final.reason],
      ];
    case 'failed':
    case 'expired':
    case 'suppressed':
      return [`state = ?, reason = ?, ${over}`, [final.state, final.reason]];
  }
}

type Sent = Extract<Final, { state: 'sent' }>;

/** A value of its own for each row of a statement. */
function each(entries: readonly DeliveryNote[], valueOf: (final: Sent) => string | null): [string, SqlValue[]] {
  const cases: SqlValue[] = [];
  for (const { message, final } of entries) {
    const value = final?.state === 'sent' ? valueOf(final) : null;
    if (value !== null) cases.push(message.id, value);
  }
  if (cases.length === 0) return ['NULL', []];
  return [`CASE id${' WHEN ? THEN ?'.repeat(cases.length / 2)} ELSE NULL END`, cases];
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { HandoverPolicy } from '../programmes/domain/specification';
import type { Call } from './domain/ladder';

export type EscalationState = 'open' | 'acknowledged' | 'arrived' | 'over';

export interface Escalation {
  readonly id: string;
  readonly orgId: string;
  readonly shiftId: string;
  readonly policy: HandoverPolicy;
  readonly state: EscalationState;
  readonly step: number;
  readonly nextMs: Instant | null;
}

export interface CallMade {
  readonly personId: string;
  readonly step: string;
  readonly calledMs: Instant;
  readonly ackedMs: Instant | null;
}

const COLUMNS = 'id, org_id, shift_id, policy, state, step, next_ms';

/** Cases of somebody not coming, and the calls made in each. */
@Injectable()
export class EscalationsRepository {
  async ofShift(tx: Tx, shiftId: string): Promise<Escalation | null> {
    return read(
      await tx.one(`SELECT ${COLUMNS} FROM escalations WHERE shift_id = ? ORDER BY opened_ms DESC LIMIT 1`, [shiftId]),
    );
  }

  async byId(tx: Tx, id: string): Promise<Escalation | null> {
    return read(await tx.one(`SELECT ${COLUMNS} FROM escalations WHERE id = ?`, [id]));
  }

  async open(tx: Tx, orgId: string, shiftId: string, policy: HandoverPolicy, now: Instant): Promise<void> {
    await tx.insert('escalations', {
      id: newId(now),
      org_id: orgId,
      shift_id: shiftId,
      policy: JSON.stringify(policy),
      state: 'open',
      step: 0,
      opened_ms: now,
      next_ms: now,
      ended_ms: null,
    });
  }

  /** False when it is no longer due: another process was first, or somebody acknowledged. */
  async take(tx: Tx, id: string, now: Instant): Promise<boolean> {
    const taken = await tx.run(
      "UPDATE escalations SET next_ms = NULL WHERE id = ? AND state = 'open' AND next_ms <= ?",
      [id, now],
    );
    return taken === 1;
  }

  async called(tx: Tx, { id, orgId }: Escalation, call: Call, now: Instant): Promise<void> {
    await tx.run('UPDATE escalations SET step = ?, next_ms = ? WHERE id = ?', [call.step, call.next, id]);
    await tx.insert(
      'escalation_calls',
      call.personIds.map((personId) => ({
        id: newId(now),
        org_id: orgId,
        escalation_id: id,
        person_id: personId,
        step: call.rung,
        called_ms: now,
        acked_ms: null,
      })),
    );
  }

  calls(tx: Tx, escalationId: string): Promise<CallMade[]> {
    return tx.all<CallMade>(
      'SELECT person_id, step, called_ms, acked_ms FROM escalation_calls WHERE escalation_id = ? ORDER BY called_ms, id',
      [escalationId],
    );
  }

  /** The latest case in which she was called since `since`, whatever became of it. */
  async latestCall(tx: Tx, orgId: string, personId: string, since: Instant): Promise<string | null> {
    const row = await tx.one<{ escalationId: string }>(
      `SELECT escalation_id FROM escalation_calls WHERE person_id = ? AND called_ms > ? AND org_id = ?
       ORDER BY called_ms DESC, id DESC LIMIT 1`,
      [personId, since, orgId],
    );
    return row?.escalationId ?? null;
  }

  async acknowledge(tx: Tx, id: string, personId: string, now: Instant): Promise<void> {
    await tx.run(
      'UPDATE escalation_calls SET acked_ms = ? WHERE escalation_id = ? AND person_id = ? AND acked_ms IS NULL',
      [now, id, personId],
    );
    await tx.run("UPDATE escalations SET state = 'acknowledged', next_ms = NULL WHERE id = ? AND state = 'open'", [id]);
  }

  async end(tx: Tx, id: string, state: 'arrived' | 'over', now: Instant): Promise<void> {
    await tx.run('UPDATE escalations SET state = ?, next_ms = NULL, ended_ms = ? WHERE id = ?', [state, now, id]);
  }
}

function read(row: unknown): Escalation | null {
  const found = row as (Omit<Escalation, 'policy'> & { policy: string }) | null;
  return found && { ...found, policy: JSON.parse(found.policy) as HandoverPolicy };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { HandoverPolicy } from '../programmes/domain/specification';
import type { Call } from './domain/ladder';
import { EscalationRow } from './escalation.row';
import { EscalationCallRow } from './escalation-call.row';

export type EscalationState = EscalationRow['state'];

export interface Escalation {
  readonly id: string;
  readonly orgId: string;
  readonly shiftId: string;
  readonly policy: HandoverPolicy;
  readonly state: EscalationState;
  readonly step: number;
  readonly nextMs: Instant | null;
  /** Who said last that she will be late, and when she expects to be there. */
  readonly latePersonId: string | null;
  readonly expectedMs: Instant | null;
}

/** That somebody will be late. */
export interface Late {
  readonly personId: string;
  readonly expected: Instant;
}

export interface CallMade {
  readonly personId: string;
  readonly step: string;
  readonly calledMs: Instant;
  readonly ackedMs: Instant | null;
}

/** Cases of somebody not coming, and the calls made in each. */
@Injectable()
export class EscalationsRepository {
  async ofShift(tx: Tx, shiftId: string): Promise<Escalation | null> {
    return read(await tx.findOne(EscalationRow, { shiftId }, { orderBy: { openedMs: 'desc' } }));
  }

  async byId(tx: Tx, id: string): Promise<Escalation | null> {
    return read(await tx.findOne(EscalationRow, { id }));
  }

  /** With `late` the first call is put off until then. */
  async open(
    tx: Tx,
    orgId: string,
    shiftId: string,
    policy: HandoverPolicy,
    now: Instant,
    late?: Late & { readonly callMs: Instant },
  ): Promise<void> {
    await tx.insert(EscalationRow, {
      id: newId(now),
      orgId,
      shiftId,
      policy: JSON.stringify(policy),
      state: 'open',
      step: 0,
      openedMs: now,
      nextMs: late?.callMs ?? now,
      ...(late ? { latePersonId: late.personId, expectedMs: late.expected } : {}),
    });
  }

  /** Somebody will be late: no call before `callMs`. False when somebody has been called already. */
  async putOff(tx: Tx, id: string, { personId, expected }: Late, callMs: Instant): Promise<boolean> {
    await tx.update(EscalationRow, { id }, { latePersonId: personId, expectedMs: expected });
    return (await tx.update(EscalationRow, { id, state: 'open', step: 0 }, { nextMs: callMs })) === 1;
  }

  /** A call that was put off is due at `callMs` after all. */
  async hurry(tx: Tx, id: string, callMs: Instant): Promise<void> {
    await tx.update(EscalationRow, { id, state: 'open', step: 0, nextMs: { gt: callMs } }, { nextMs: callMs });
  }

  /** False when it is no longer due: another process was first, or somebody acknowledged. */
  async take(tx: Tx, id: string, now: Instant): Promise<boolean> {
    const taken = await tx.update(EscalationRow, { id, state: 'open', nextMs: { lte: now } }, { nextMs: null });
    return taken === 1;
  }

  async called(tx: Tx, { id, orgId }: Escalation, call: Call, now: Instant): Promise<void> {
    await tx.update(EscalationRow, { id }, { step: call.step, nextMs: call.next });
    await tx.insert(
      EscalationCallRow,
      call.personIds.map((personId) => ({
        id: newId(now),
        orgId,
        escalationId: id,
        personId,
        step: call.rung,
        calledMs: now,
      })),
    );
  }

  calls(tx: Tx, escalationId: string): Promise<CallMade[]> {
    return tx.find(
      EscalationCallRow,
      { escalationId },
      { columns: ['personId', 'step', 'calledMs', 'ackedMs'], orderBy: { calledMs: 'asc', id: 'asc' } },
    );
  }

  /** The latest case in which she was called since `since`, whatever became of it. */
  async latestCall(tx: Tx, orgId: string, personId: string, since: Instant): Promise<string | null> {
    const row = await tx.findOne(
      EscalationCallRow,
      { personId, calledMs: { gt: since }, orgId },
      { columns: ['escalationId'], orderBy: { calledMs: 'desc', id: 'desc' } },
    );
    return row?.escalationId ?? null;
  }

  async acknowledge(tx: Tx, id: string, personId: string, now: Instant): Promise<void> {
    await tx.update(EscalationCallRow, { escalationId: id, personId, ackedMs: null }, { ackedMs: now });
    await tx.update(EscalationRow, { id, state: 'open' }, { state: 'acknowledged', nextMs: null });
  }

  async end(tx: Tx, id: string, state: 'arrived' | 'over', now: Instant): Promise<void> {
    await tx.update(EscalationRow, { id }, { state, nextMs: null, endedMs: now });
  }
}

function read(row: EscalationRow | null): Escalation | null {
  return row && { ...row, policy: JSON.parse(row.policy) as HandoverPolicy };
}

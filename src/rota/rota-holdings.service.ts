import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Holdings, type Holder, type NameToForget, type StillAhead } from '../organisations/holdings.service';
import { AssignmentRow } from './assignment.row';
import { dutiesAhead, everyDuty } from './seat.queries';
import { ShiftRow } from './shift.row';
import { SwapRequestRow } from './swap-request.row';
import { SwapRingLegRow } from './swap-ring-leg.row';
import { SwapRingRow } from './swap-ring.row';
import { SwapWishRow } from './swap-wish.row';

/** What people served and will serve, for whoever wants to see it or to be forgotten; what was served stays counted. */
@Injectable()
export class RotaHoldings implements Holder, OnModuleInit {
  readonly name = 'rota';
  readonly pointsAt = ['programmes'];

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async ahead(tx: Tx, personId: string, now: Instant): Promise<StillAhead[]> {
    const duties = await dutiesAhead(tx, personId, now);
    return duties.map((duty) => ({ kind: 'duty', ...duty }));
  }

  async held(tx: Tx, personId: string) {
    return { assignments: await everyDuty(tx, personId) };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.update(AssignmentRow, { personId }, { note: null });
  }

  /** What others handed over, and the reasons of a coordinator. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE assignments SET note = REPLACE(note, ?, ?) WHERE org_id = ? AND INSTR(note, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run(
      'UPDATE assignments SET origin_note = REPLACE(origin_note, ?, ?) WHERE org_id = ? AND INSTR(origin_note, ?) > 0',
      [name, instead, orgId, name],
    );
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(SwapRequestRow, { orgId });
    await tx.delete(SwapRingLegRow, { orgId });
    await tx.delete(SwapRingRow, { orgId });
    await tx.delete(SwapWishRow, { orgId });
    await tx.delete(AssignmentRow, { orgId });
    await tx.delete(ShiftRow, { orgId });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Holdings, type Holder, type StillAhead } from '../organisations/holdings.service';
import { AssignmentRow } from './assignment.row';
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
    const duties = await tx.all<{ programme: string; startCivil: CivilDateTime }>(
      `SELECT p.name AS programme, e.start_civil FROM assignments a JOIN shifts s ON s.id = a.shift_id
         JOIN sessions e ON e.id = s.session_id JOIN programmes p ON p.id = e.programme_id
        WHERE a.person_id = ? AND a.ended_key = '' AND a.end_ms > ? ORDER BY a.start_ms`,
      [personId, now],
    );
    return duties.map((duty) => ({ kind: 'duty', ...duty }));
  }

  async held(tx: Tx, personId: string) {
    return {
      assignments: await tx.all<object>(
        `SELECT p.name AS programme, s.post_key AS post, e.start_civil, e.end_civil, a.state, a.source, a.confirmed_ms,
           a.arrived_ms, a.left_ms, a.service_minutes, a.note
         FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
         JOIN programmes p ON p.id = e.programme_id WHERE a.person_id = ? ORDER BY a.start_ms`,
        [personId],
      ),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.update(AssignmentRow, { personId }, { note: null });
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

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import type { ActContext } from '../acts/domain/act-context';
import type { RotaRefusal } from './domain/refusal';
import { RotaFacts } from './rota-facts.service';

interface SeatHolder {
  name: string | null;
}

/** Keeps two people who change the same shift from overwriting each other: an act may say what its person saw. */
@Injectable()
export class SeenSeats {
  constructor(private readonly facts: RotaFacts) {}

  /** Refuses when other assignments than `seen` live on the shift by now; holds the shift still until the act has ended. */
  async check(
    tx: Tx,
    context: ActContext,
    shiftId: string,
    seen: readonly string[] | undefined,
  ): Promise<Result<null, RotaRefusal>> {
    if (!seen) return done(null);
    await tx.lockRows('shifts', [shiftId]);
    const shift = await this.facts.shift(tx, context.scope, shiftId);
    if (!shift) return refused({ rule: 'not-found', what: 'shift' });
    const seats = (await this.facts.seats(tx, [shift])).get(shift.view.sessionId) ?? [];
    const here = seats.filter((seat) => seat.shiftId === shiftId);
    const same = here.length === seen.length && here.every((seat) => seen.includes(seat.assignmentId));
    if (same) return done(null);
    const by = await tx.one<SeatHolder>(
      `SELECT p.name FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
        WHERE a.org_id = ? AND a.subject_type = 'assignment'
          AND a.subject_id IN (SELECT id FROM assignments WHERE shift_id = ?) ORDER BY a.at_ms DESC, a.id DESC LIMIT 1`,
      [context.scope.orgId, shiftId],
    );
    const people = here.map(({ name }) => name);
    return refused({ rule: 'changed-meanwhile', by: by?.name ?? null, people, shift: shift.view });
  }
}

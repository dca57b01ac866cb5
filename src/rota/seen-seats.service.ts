import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import type { ActContext } from '../acts/domain/act-context';
import type { RotaRefusal } from './domain/refusal';
import { RotaFacts } from './rota-facts.service';
import { lastActorOn } from './seat.queries';

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
    const by = await lastActorOn(tx, context.scope.orgId, shiftId);
    const people = here.map(({ name }) => name);
    return refused({ rule: 'changed-meanwhile', by, people, shift: shift.view });
  }
}

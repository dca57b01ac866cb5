import { Injectable } from '@nestjs/common';
import { refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { Override, RotaRefusal } from './domain/refusal';
import { SeenSeats } from './seen-seats.service';
import { TakeSeat, type SeatTaken } from './take-seat.service';

/** A coordinator puts somebody on a shift; the person is told. */
@Injectable()
export class AssignShift {
  constructor(
    private readonly acts: Acts,
    private readonly seats: TakeSeat,
    private readonly seen: SeenSeats,
  ) {}

  /** `seen`: the assignments that she saw on the shift; others by now are a refusal. */
  assign(
    context: ActContext,
    wish: { shiftId: string; personId: string; override?: Override; seen?: readonly string[] },
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    return this.acts.perform(context, 'rota.assign', async (tx): Promise<Result<SeatTaken, RotaRefusal>> => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const { seen, ...wanted } = wish;
      const fresh = await this.seen.check(tx, context, wish.shiftId, seen);
      if (!fresh.ok) return fresh;
      return this.seats.take(tx, context, { ...wanted, act: 'assign', source: 'coordinator', claiming: false });
    });
  }
}

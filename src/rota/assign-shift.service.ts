import { Injectable } from '@nestjs/common';
import { refused, type Result } from '../kernel/result';
import { Acts } from '../organisations/acts.service';
import { isCoordinator, type ActContext } from '../organisations/domain/act-context';
import type { Override, RotaRefusal } from './domain/refusal';
import { TakeSeat, type SeatTaken } from './take-seat.service';

/** A coordinator puts somebody on a shift; the person is told. */
@Injectable()
export class AssignShift {
  constructor(
    private readonly acts: Acts,
    private readonly seats: TakeSeat,
  ) {}

  assign(
    context: ActContext,
    wish: { shiftId: string; personId: string; override?: Override },
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    return this.acts.perform(context, 'rota.assign', (tx) => {
      if (!isCoordinator(context)) return Promise.resolve(refused({ rule: 'not-allowed' }));
      return this.seats.take(tx, context, { ...wish, act: 'assign', source: 'coordinator', claiming: false });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { VolunteersService } from '../volunteers/volunteers.service';
import { dutyWindow } from './domain/duty-window';
import { judge } from './domain/judge';
import type { Violation } from './domain/violation';
import { RotaFacts } from './rota-facts.service';

/** What stands in the way of one person on one shift; empty: nothing. */
export interface ShiftVerdict {
  readonly shiftId: string;
  readonly violations: readonly Violation[];
}

/** Says of every shift at once whether a person could serve on it, by the very rules that acts obey. */
@Injectable()
export class JudgePerson {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly volunteers: VolunteersService,
  ) {}

  /**
   * The shifts that begin within `range`, as if she had already left the assignment `without`. A full shift says `full`.
   * null for somebody unknown in this organisation.
   */
  shifts(
    scope: OrgScope,
    wish: { personId: string; range: Interval; without?: string },
    now: Instant,
  ): Promise<ShiftVerdict[] | null> {
    return this.database.read(async (tx) => {
      const volunteer = (await this.volunteers.facts(tx, scope, [wish.personId], now)).get(wish.personId);
      if (!volunteer) return null;
      const { from, to } = wish.range;
      const shifts = await this.facts.shifts(tx, scope, "s.start_ms >= ? AND s.start_ms < ? AND s.state = 'open'", [
        from,
        to,
      ]);
      const window = dutyWindow(from, to - 1, scope.zone);
      const duties = (await this.facts.duties(tx, [wish.personId], window, now, shifts)).get(wish.personId) ?? [];
      const seats = await this.facts.seats(tx, shifts);
      const without = wish.without ? [wish.without] : [];
      return shifts.map(({ seat, view }) => {
        const companions = seats.get(view.sessionId) ?? [];
        const asked = { volunteer, duties, seat: { ...seat, companions }, now, zone: scope.zone, without };
        return { shiftId: view.shiftId, violations: judge(asked) };
      });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import type { Violation } from './domain/violation';
import { RotaFacts } from './rota-facts.service';
import { Scenes } from './scenes.service';

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
    private readonly scenes: Scenes,
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
      const { from, to } = wish.range;
      const shifts = await this.facts.shifts(tx, scope, "s.start_ms >= ? AND s.start_ms < ? AND s.state = 'open'", [
        from,
        to,
      ]);
      const scene = await this.scenes.look(tx, { scope, now }, shifts, [wish.personId]);
      if (!scene.people.has(wish.personId)) return null;
      const around = wish.without ? { without: [wish.without] } : {};
      return shifts.map(({ seat, view }) => ({
        shiftId: view.shiftId,
        violations: scene.verdict(wish.personId, seat, around) ?? [],
      }));
    });
  }
}

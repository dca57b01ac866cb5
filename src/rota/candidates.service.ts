import { Injectable } from '@nestjs/common';
import { civilDateOf, monthOf } from '../kernel/civil-time';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { VolunteersService } from '../volunteers/volunteers.service';
import { isHard } from './domain/violation';
import type { Candidate } from './domain/shift-view';
import type { GatheredShift } from './gathered';
import { RotaFacts } from './rota-facts.service';
import { Scenes } from './scenes.service';

/** Who could take a seat: asked by coordinators, and by those who look for somebody to stand in. */
@Injectable()
export class Candidates {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly volunteers: VolunteersService,
    private readonly scenes: Scenes,
  ) {}

  /**
   * Those who may serve come first, those who served least this month before others; then those whom only soft rules
   * keep away. Nobody whom a hard rule excludes. Empty for an unknown shift.
   */
  forShift(scope: OrgScope, shiftId: string, now: Instant, limit = 20): Promise<Candidate[]> {
    return this.database.read(async (tx) => {
      const shift = await this.facts.shift(tx, scope, shiftId);
      return shift ? this.ranked(tx, scope, shift, now, limit) : [];
    });
  }

  /**
   * Everybody with the qualification that the shift asks for, judged as if the assignments in `without` had ended; in no
   * order that means anything. For acts that go on to choose among them.
   */
  async judged(
    tx: Tx,
    scope: OrgScope,
    shift: GatheredShift,
    now: Instant,
    without: readonly string[] = [],
  ): Promise<Candidate[]> {
    const ids = await this.qualified(tx, scope, shift);
    const scene = await this.scenes.look(tx, { scope, now }, [shift], ids);
    // Looked at as if a seat were free: a coordinator asks before somebody has left, too.
    const taken = Math.min(shift.seat.taken, shift.seat.seatsMax - (without.length > 0 ? 0 : 1));
    const seat = { ...shift.seat, taken };
    const month = monthOf(civilDateOf(shift.view.start, scope.zone));
    return [...scene.people.values()].map((volunteer) => {
      const load = scene
        .dutiesOf(volunteer.id)
        .filter((duty) => monthOf(civilDateOf(duty.start, scope.zone)) === month).length;
      return {
        personId: volunteer.id,
        name: volunteer.name,
        violations: scene.verdict(volunteer.id, seat, { without }) ?? [],
        load,
        named: volunteer.availability.length > 0,
      };
    });
  }

  private async ranked(
    tx: Tx,
    scope: OrgScope,
    shift: GatheredShift,
    now: Instant,
    limit: number,
  ): Promise<Candidate[]> {
    return (await this.judged(tx, scope, shift, now))
      .filter((candidate) => !candidate.violations.some(isHard))
      .sort(
        (a, b) => a.violations.length - b.violations.length || a.load - b.load || (a.personId < b.personId ? -1 : 1),
      )
      .slice(0, limit);
  }

  private qualified(tx: Tx, scope: OrgScope, shift: GatheredShift): Promise<string[]> {
    const key = shift.seat.qualification;
    return key === null ? this.volunteers.idsOf(tx, scope) : this.volunteers.qualified(tx, scope, key);
  }
}

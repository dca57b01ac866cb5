import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { ActContext } from '../acts/domain/act-context';
import { VolunteersService } from '../volunteers/volunteers.service';
import { dutyWindow } from './domain/duty-window';
import { Scene } from './domain/scene';
import type { GatheredShift } from './gathered';
import { RotaFacts } from './rota-facts.service';

/** Gathers what the rules look at; whoever judges anybody on a rota that stands asks for it here. */
@Injectable()
export class Scenes {
  constructor(
    private readonly facts: RotaFacts,
    private readonly volunteers: VolunteersService,
  ) {}

  /**
   * These people on these shifts, with their duties around them. `beside`: the shifts whose sessions' people matter; all of
   * them when left out. Somebody unknown to the organisation is not in the scene.
   */
  async look(
    tx: Tx,
    { scope, now }: Pick<ActContext, 'scope' | 'now'>,
    shifts: readonly GatheredShift[],
    personIds: readonly string[],
    beside: readonly GatheredShift[] = shifts,
  ): Promise<Scene> {
    const starts = shifts.length === 0 ? [now] : shifts.map(({ view }) => view.start);
    const people = await this.volunteers.facts(tx, scope, personIds, now);
    const window = dutyWindow(Math.min(...starts), Math.max(...starts), scope.zone);
    const duties = await this.facts.duties(tx, [...people.keys()], window, now, shifts);
    const companions = await this.facts.seats(tx, beside);
    return new Scene({ people, duties, companions }, { now, zone: scope.zone });
  }
}

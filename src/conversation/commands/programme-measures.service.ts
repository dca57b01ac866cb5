import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { LookAtProgrammes } from '../../programmes/look-at-programmes.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { Turn } from '../dialogue/turn';

/** So far back and ahead it is looked where somebody serves. */
const SERVES_WITHIN = 60 * DAY;

/** What is counted where somebody serves, so that no example names what she never counts. */
@Injectable()
export class ProgrammeMeasures {
  constructor(
    private readonly programmes: LookAtProgrammes,
    private readonly rota: LookAtRota,
  ) {}

  /** The names of what the programme measures, in its order. */
  async of(turn: Turn, programmeKey: string): Promise<readonly string[]> {
    const { programmes } = await this.programmes.settings(turn.scope);
    const found = programmes.find(({ key }) => key === programmeKey);
    return (found?.specification.measures ?? []).map(({ name }) => name);
  }

  /** Of the programme in which she serves next, or served last; none for somebody who has not served yet. */
  async ofSpeaker(turn: Turn): Promise<readonly string[]> {
    const { scope, now, speaker } = turn;
    const range = { from: now - SERVES_WITHIN, to: now + SERVES_WITHIN };
    const shifts = await this.rota.shiftsOf(scope, speaker.personId, range);
    const next = shifts.find(({ end }) => end > now) ?? shifts.at(-1);
    return next ? this.of(turn, next.programmeKey) : [];
  }
}

import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { daysSaid, inSetting, match } from '../dialogue/matching';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/rota-questions';
import { saidWhen } from './own-questions.service';

const BEHIND = 3 * DAY;
/** Whoever serves in a programme around now reads what was handed over in it. */
const AROUND = { before: 7 * DAY, after: 35 * DAY };
const TOLD = 6;

/** 交接记录: the notes that were handed over; a volunteer sees those of the programmes in which she serves. */
@Injectable()
export class HandoversCommand implements Command {
  readonly act = 'handovers';
  readonly audience = 'serving';

  constructor(private readonly look: LookAtRota) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.look.handovers(turn.scope, rangeOf(turn));
    const seen = turn.speaker.roles.includes('coordinator') ? all : await this.ofHerProgrammes(turn, all);
    const { exact, near } = match(seen.map(inSetting), turn.step.slots, turn.scope.zone);
    const found = exact.length > 0 ? exact : near;
    if (found.length === 0) return replyPrivately(say.noHandovers(saidWhen(turn)));
    const lines = found.slice(0, TOLD).map((mine) => say.handoverLine(mine, turn.today));
    return replyPrivately(say.handovers(lines, found.length - lines.length));
  }

  private async ofHerProgrammes<T extends { programmeId: string }>(
    { scope, speaker, now }: Turn,
    all: readonly T[],
  ): Promise<readonly T[]> {
    const around = { from: now - AROUND.before, to: now + AROUND.after };
    const hers = new Set(
      (await this.look.shiftsOf(scope, speaker.personId, around)).map(({ programmeId }) => programmeId),
    );
    return all.filter(({ programmeId }) => hers.has(programmeId));
  }
}

function rangeOf({ step, now, scope }: Turn): Interval {
  const when = step.slots.when ?? [];
  if (when.length === 0) return { from: now - BEHIND, to: now + 1 };
  return daysSaid(when, scope.zone);
}

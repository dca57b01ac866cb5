import { Injectable } from '@nestjs/common';
import { civilOf, type CivilDateTime } from '../../kernel/civil-time';
import { saidStretch } from '../../kernel/said-time';
import { TakeLeave } from '../../volunteers/take-leave.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { numbered } from '../wording/lines';
import * as say from '../wording/own-questions';
import { saidWhen } from './own-questions.service';

/** A bare day is the midnight that begins it. */
const asTime = (civil: CivilDateTime): CivilDateTime => (civil.length === 10 ? `${civil}T00:00` : civil);

/** 我的请假: the leave of the speaker that is not over, in the time that was said. */
@Injectable()
export class MyLeaveCommand implements Command {
  readonly act = 'my-leave';
  readonly audience = 'everybody';

  constructor(private readonly leaves: TakeLeave) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.leaves.of(turn.scope, turn.speaker.personId, turn.now);
    const said = turn.step.slots.when ?? [];
    const now = civilOf(turn.now, turn.scope.zone);
    const found =
      said.length === 0
        ? all.filter(({ toCivil }) => toCivil > now)
        : all.filter(({ fromCivil, toCivil }) =>
            said.some(({ from, to }) => fromCivil < (to ?? from) && toCivil > from),
          );
    if (found.length === 0) return replyPrivately(say.noLeave(saidWhen(turn)));
    const lines = found.map(({ fromCivil, toCivil }) => saidStretch(asTime(fromCivil), asTime(toCivil), turn.today));
    return replyPrivately([say.leaveHeading(found.length), numbered(lines), say.leaveNext()].join('\n'));
  }
}

import { Injectable } from '@nestjs/common';
import { AskAgain } from '../../asks/ask-again.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { assignmentEntry, ownReferent } from '../dialogue/referents';
import { match, windowOf } from '../dialogue/matching';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/gaps';
import { UNCONFIRMED_DAYS } from './gaps';

/** 催一下未确认的: asks those who have not confirmed once more, after they were named. */
@Injectable()
export class AskAgainCommand implements Command {
  readonly act = 'ask-again';
  readonly audience = 'coordinators';

  constructor(
    private readonly look: LookAtRota,
    private readonly asking: AskAgain,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { slots, sure, chosen = [] } = turn.step;
    if (sure === true) {
      const ids = chosen.filter(({ kind }) => kind === 'assignment').map(({ id }) => id);
      const result = await this.asking.ask(turn.act(), ids);
      return replyPrivately(result.ok ? say.askedAgain(result.value.asked) : say.nobodyToAsk());
    }
    const window = windowOf(slots, turn.now, turn.scope.zone, UNCONFIRMED_DAYS);
    const seats = await this.look.unconfirmed(turn.scope, window);
    const named = seats.filter(({ personName }) => slots.person === undefined || personName === slots.person);
    const found = match(
      named.map((mine) => ownReferent(mine, turn.today)),
      slots,
      turn.scope.zone,
    ).exact;
    if (found.length === 0) return replyPrivately(say.nobodyToAsk());
    const lines = found.map(({ mine }) => say.unconfirmedLine(mine, turn.today));
    const yes = [{ ...turn.step, chosen: found.map(({ mine }) => assignmentEntry(mine)), sure: true }];
    return replyPrivately(say.askAgainPreview(lines), { question: { options: [], yes } });
  }
}

import { Injectable } from '@nestjs/common';
import { DropShift } from '../../rota/drop-shift.service';
import { settle } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import { OwnShifts, isAhead } from './own-shifts.service';
import {
  onBehalf,
  replyPrivately,
  SHOWN,
  withChosen,
  type Command,
  type CommandAnswer,
  type Turn,
} from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';

/** What is done to somebody else's shift is shown first, with what becomes of it. */
function showForOther(turn: Turn, { entry, line }: OwnReferent): CommandAnswer {
  const person = (turn.step.chosen ?? []).filter(({ kind }) => kind === 'person');
  const yes = [withChosen(turn.step, [...person, entry], { sure: true, tentative: false, seen: SHOWN })];
  return replyPrivately(sayLetGo.dropForPreview(line), { question: { options: [], yes } });
}

/** 退班: gives a seat back while that is still possible; later it is offered to others and stays hers until taken. */
@Injectable()
export class DropCommand implements Command {
  readonly act = 'drop';
  readonly audience = 'everybody';

  constructor(
    private readonly drops: DropShift,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return settle(turn, {
      verb: sayAct.verb('drop'),
      noun: sayAct.yourShiftNoun(),
      referents: await this.own.referents(turn, (mine) => isAhead(mine, turn)),
      fresh: () => this.own.list(turn),
      personal: true,
      // for somebody else all of it is shown before it is done
      careful: onBehalf(turn) === undefined,
      one: async (referent, { step }) =>
        onBehalf(turn) === undefined || step.seen === SHOWN ? this.drop(turn, referent) : showForOther(turn, referent),
    });
  }

  private async drop(turn: Turn, { mine, line }: OwnReferent): Promise<CommandAnswer> {
    const result = await this.drops.drop(turn.act(), { assignmentId: mine.assignmentId });
    if (!result.ok)
      return replyPrivately(
        sayLetGo.actRefused(sayAct.verb('drop'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
      );
    return replyPrivately(sayLetGo.dropped(mine, result.value, turn.today));
  }
}

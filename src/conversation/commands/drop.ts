import { Injectable } from '@nestjs/common';
import { DropShift } from '../../rota/drop-shift.service';
import { settle } from '../dialogue/asking';
import type { OwnCandidate } from '../dialogue/candidates';
import { OwnShifts, isAhead } from './own-shifts.service';
import { told, type Command, type Outcome, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';

/** 退班: gives a seat back while that is still possible; later it is offered to others and stays hers until taken. */
@Injectable()
export class DropCommand implements Command {
  readonly act = 'drop';
  readonly audience = 'everybody';

  constructor(
    private readonly drops: DropShift,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    return settle(turn, {
      verb: sayAct.verb('drop'),
      noun: sayAct.yourShiftNoun(),
      candidates: await this.own.candidates(turn, (mine) => isAhead(mine, turn)),
      fresh: () => this.own.list(turn),
      personal: true,
      careful: true,
      one: (candidate) => this.drop(turn, candidate),
    });
  }

  private async drop(turn: Turn, { mine, line }: OwnCandidate): Promise<Outcome> {
    const result = await this.drops.drop(turn.act(), { assignmentId: mine.assignmentId });
    if (!result.ok)
      return told(sayLetGo.actRefused(sayAct.verb('drop'), line, sayRefusal.rotaRefusal(result.refusal, turn)));
    return told(sayLetGo.dropped(mine, result.value, turn.today));
  }
}

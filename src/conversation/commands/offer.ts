import { Injectable } from '@nestjs/common';
import { OfferShift } from '../../rota/offer-shift.service';
import { settle } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import { OwnShifts, isAhead } from './own-shifts.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';

/** 求替: asks whether somebody takes a shift; it stays the speaker's until somebody does. */
@Injectable()
export class OfferCommand implements Command {
  readonly act = 'offer';
  readonly audience = 'everybody';

  constructor(
    private readonly offers: OfferShift,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return settle(turn, {
      verb: sayAct.verb('offer'),
      noun: sayAct.yourShiftNoun(),
      referents: await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty'),
      fresh: () => this.own.list(turn),
      personal: true,
      careful: true,
      one: (referent) => this.offer(turn, referent),
    });
  }

  private async offer(turn: Turn, { mine, line }: OwnReferent): Promise<CommandAnswer> {
    const result = await this.offers.offer(turn.act(), { assignmentId: mine.assignmentId });
    if (!result.ok)
      return replyPrivately(
        sayLetGo.actRefused(sayAct.verb('offer'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
      );
    return replyPrivately(sayLetGo.offered(mine, turn.today));
  }
}

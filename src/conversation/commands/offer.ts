import { Injectable } from '@nestjs/common';
import { OfferShift } from '../../rota/offer-shift.service';
import { settle } from '../dialogue/asking';
import type { OwnCandidate } from '../dialogue/candidates';
import { OwnShifts, isAhead } from './own-shifts.service';
import { told, type Command, type Outcome, type Turn } from '../dialogue/turn';
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

  async run(turn: Turn): Promise<Outcome> {
    return settle(turn, {
      verb: sayAct.verb('offer'),
      noun: sayAct.yourShiftNoun(),
      candidates: await this.own.candidates(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty'),
      fresh: () => this.own.list(turn),
      personal: true,
      careful: true,
      one: (candidate) => this.offer(turn, candidate),
    });
  }

  private async offer(turn: Turn, { mine, line }: OwnCandidate): Promise<Outcome> {
    const result = await this.offers.offer(turn.act(), { assignmentId: mine.assignmentId });
    if (!result.ok)
      return told(sayLetGo.actRefused(sayAct.verb('offer'), line, sayRefusal.rotaRefusal(result.refusal, turn)));
    return told(sayLetGo.offered(mine, turn.today));
  }
}

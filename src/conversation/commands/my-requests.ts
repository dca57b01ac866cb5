import { Injectable } from '@nestjs/common';
import { civilOf } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import { saidMoment, saidShift } from '../../kernel/said-time';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/own-questions';

const SINCE = 14 * DAY;
const TOLD = 6;

/** 我的换班: what became of what the speaker asked of others. */
@Injectable()
export class MyRequestsCommand implements Command {
  readonly act = 'my-requests';
  readonly audience = 'everybody';

  constructor(
    private readonly requests: LookAtRequests,
    private readonly rings: LookAtRings,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { scope, now, today, speaker, step } = turn;
    const called = step.slots.person ?? null;
    const asked = await this.requests.askedBy(scope, speaker.personId, now - SINCE);
    const meant = called === null ? asked : asked.filter(({ to }) => to?.name.endsWith(called) === true);
    const lines = meant.slice(0, TOLD).map((request) => {
      const over = request.state === 'open' && request.expires <= now;
      const until = saidMoment(civilOf(request.expires, scope.zone), today);
      return say.requestState(over ? { ...request, state: 'expired' } : request, today, until);
    });
    const wishes = called === null ? await this.rings.openWishesOf(scope, speaker.personId) : [];
    lines.push(...wishes.map(({ shift }) => say.openWish(saidShift(shift, today))));
    return replyPrivately(lines.length === 0 ? say.noRequests(called) : say.requests(lines));
  }
}

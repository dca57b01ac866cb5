import { Injectable } from '@nestjs/common';
import { monthOf } from '../../kernel/civil-time';
import { monthPeriod } from '../../statistics/domain/counts';
import { LookAtService } from '../../statistics/look-at-service.service';
import { periodHeading } from '../../statistics/domain/paragraph';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/rota-questions';
import { periodSaid } from './stats';

const AT_EACH_END = 3;

/** 值班排行: who served most and who least, for those who answer for the rota. */
@Injectable()
export class MostServedCommand implements Command {
  readonly act = 'most-served';
  readonly audience = 'everybody';

  constructor(private readonly service: LookAtService) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { roles } = turn.speaker;
    if (!roles.includes('coordinator') && !roles.includes('leader')) return replyPrivately(say.rankingNotYours());
    const period = periodSaid(turn) ?? monthPeriod(monthOf(turn.today));
    const all = await this.service.byPerson(turn.scope, period);
    const served = all.filter(({ shifts }) => shifts > 0);
    const title = periodHeading(period);
    if (served.length === 0) return replyPrivately(say.nobodyServed(title));
    const most = served.slice(0, AT_EACH_END);
    const least = served.slice(Math.max(AT_EACH_END, served.length - AT_EACH_END)).reverse();
    const none = all.filter(({ shifts }) => shifts === 0).map(({ name }) => name);
    return replyPrivately(say.mostServed(title, most, least, none));
  }
}

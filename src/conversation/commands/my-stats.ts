import { Injectable } from '@nestjs/common';
import { yearPeriod } from '../../statistics/domain/counts';
import { Statistics } from '../../statistics/statistics.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/counts';

/** 我的统计: what the speaker has given this year, or in the year that was said. */
@Injectable()
export class MyStatsCommand implements Command {
  readonly act = 'my-stats';
  readonly audience = 'everybody';

  constructor(private readonly statistics: Statistics) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const year = (turn.step.slots.when?.[0]?.from ?? turn.today).slice(0, 4);
    const period = yearPeriod(Number(year));
    const counts = await this.statistics.personal(turn.scope, turn.speaker.personId, period, turn.now);
    return replyPrivately(say.myStats(counts, year));
  }
}

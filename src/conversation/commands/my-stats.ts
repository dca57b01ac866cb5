import { Injectable } from '@nestjs/common';
import { instantsOf, yearPeriod, type Period } from '../../statistics/domain/counts';
import { Statistics } from '../../statistics/statistics.service';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { periodHeading } from '../../statistics/domain/paragraph';
import { onlyComes, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/counts';
import { periodSaid } from './stats';

/** 今年…夜班 is every night of the year, one by one, and no more of them than are kept: then the whole year is meant. */
const MANY = 31;

/** 我的统计: what the speaker has given in the time that was said, else this year. */
@Injectable()
export class MyStatsCommand implements Command {
  readonly act = 'my-stats';
  readonly audience = 'everybody';

  constructor(
    private readonly statistics: Statistics,
    private readonly sessions: LookAtSessions,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const period = periodOf(turn);
    const title = periodHeading(period);
    if (onlyComes(turn.speaker.roles)) {
      const range = instantsOf(period, turn.scope.zone);
      const came = await this.sessions.attended(turn.scope, turn.speaker.personId, range);
      return replyPrivately(say.sessionsCameTo(came, title));
    }
    const counts = await this.statistics.personal(turn.scope, turn.speaker.personId, period, turn.now);
    return replyPrivately(say.myStats(counts, title));
  }
}

function periodOf(turn: Turn): Period {
  const said = turn.step.slots.when ?? [];
  const year = yearPeriod(Number((said[0]?.from ?? turn.today).slice(0, 4)));
  return said.length > MANY ? year : (periodSaid(turn) ?? year);
}

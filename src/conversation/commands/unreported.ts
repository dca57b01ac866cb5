import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import type { Interval } from '../../kernel/interval';
import { instantsOf } from '../../statistics/domain/counts';
import { LookAtService } from '../../statistics/look-at-service.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/rota-questions';
import { saidWhen } from './own-questions.service';
import { periodSaid } from './stats';

const BEHIND = 31 * DAY;
const TOLD = 7;

/** 没登记的: sessions that are over and of which nobody has reported a figure; a volunteer sees those in which she served. */
@Injectable()
export class UnreportedCommand implements Command {
  readonly act = 'unreported';
  readonly audience = 'serving';

  constructor(private readonly service: LookAtService) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const period = periodSaid(turn);
    const range: Interval = period ? instantsOf(period, turn.scope.zone) : { from: turn.now - BEHIND, to: turn.now };
    const servedBy = turn.speaker.roles.includes('coordinator') ? undefined : turn.speaker.personId;
    const found = await this.service.unreported(turn.scope, range, turn.now, servedBy);
    const [first] = found;
    if (!first) return replyPrivately(say.nothingUnreported(saidWhen(turn)));
    const lines = found.slice(0, TOLD).map((session) => say.unreportedLine(session, turn.today));
    return replyPrivately(say.unreported(lines, found.length, say.reportExample(first)));
  }
}

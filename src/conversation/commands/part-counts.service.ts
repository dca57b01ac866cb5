import { Injectable } from '@nestjs/common';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { Tallies } from '../../statistics/tallies.service';
import { inSetting, match, windowOf } from '../dialogue/matching';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/counts';

/** As many sessions as are looked at one by one. */
const MOST = 40;
const DAYS = 62;

/** 今天早班接了多少电话: what the sessions of one part of the day came to, and of which nothing is known. */
@Injectable()
export class PartCounts {
  constructor(
    private readonly rota: LookAtRota,
    private readonly tallies: Tallies,
  ) {}

  async of(turn: Turn, dayPart: string): Promise<CommandAnswer> {
    const { scope, now, step, today } = turn;
    const duties = (await this.rota.duties(scope, windowOf(step.slots, now, scope.zone, DAYS, true))).map(inSetting);
    const begun = match(duties, step.slots, scope.zone).exact.filter(({ start }) => start <= now);
    const sessions = [...new Map(begun.map((one) => [one.sessionId, one])).values()];
    if (sessions.length === 0) return replyPrivately(say.noPartYet(dayPart));
    if (sessions.length > MOST) return replyPrivately(say.tooManyParts(sessions.length, MOST));
    const counted = [];
    for (const session of sessions)
      counted.push({ session, figures: (await this.tallies.figures(scope, session.sessionId)) ?? [] });
    return replyPrivately(say.partCounts(counted, now, today));
  }
}

import { Injectable } from '@nestjs/common';
import { civilOf, instantOf } from '../../kernel/civil-time';
import { MINUTE, type Instant } from '../../kernel/clock';
import { isExpected } from '../../programmes/domain/assignment-state';
import type { MyShift } from '../../rota/domain/shift-view';
import { ComeLate, type ComingLate } from '../../watching/come-late.service';
import { TOLD_AHEAD } from '../../watching/domain/lateness';
import { settle } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as say from '../wording/lateness';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';
import { OwnShifts } from './own-shifts.service';

/** 我要晚到10分钟: the speaker will not be there in time, and whoever waits for her hears of it. */
@Injectable()
export class LateCommand implements Command {
  readonly act = 'late';
  readonly audience = 'serving';

  constructor(
    private readonly late: ComeLate,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const waiting = await this.own.referents(
      turn,
      (mine) => isExpected(mine.state) && mine.start - TOLD_AHEAD <= turn.now && turn.now < mine.end,
    );
    if (waiting.length === 0) return replyPrivately(say.nothingToBeLateFor());
    return settle(turn, {
      verb: sayAct.verb('late'),
      noun: sayAct.yourShiftNoun(),
      referents: waiting,
      // The hour that was said is when she comes, and tells nothing of which shift is meant.
      reading: { ...turn.step, slots: {} },
      fresh: () => this.own.list(turn),
      personal: true,
      one: (referent) => this.say(turn, referent),
    });
  }

  private async say(turn: Turn, { mine, line }: OwnReferent): Promise<CommandAnswer> {
    const { scope, today } = turn;
    const expected = expectedAt(turn, mine);
    if (expected === null) return replyPrivately(say.lateHow());
    if (expected <= mine.start) return replyPrivately(say.notLate(mine, today));
    if (expected >= mine.end) return replyPrivately(say.afterTheEnd(mine, civilOf(expected, scope.zone), today));
    const result = await this.late.expect(turn.act(), { assignmentId: mine.assignmentId, expected });
    if (result.ok) return replyPrivately(answer(turn, mine, result.value));
    return replyPrivately(sayLetGo.actRefused(sayAct.verb('late'), line, sayRefusal.rotaRefusal(result.refusal, turn)));
  }
}

/** Minutes count from the start of the shift; from now on when that has passed already. */
function expectedAt({ step, now, scope }: Turn, { start }: MyShift): Instant | null {
  const { when, minutes } = step.slots;
  const [at] = when ?? [];
  if (at) return instantOf(at.from, scope.zone);
  if (minutes === undefined || minutes <= 0) return null;
  const expected = start + minutes * MINUTE;
  return expected > now ? expected : now + minutes * MINUTE;
}

function answer({ scope, today }: Turn, mine: MyShift, { expected, told: who, calls }: ComingLate): string {
  const at = civilOf(expected, scope.zone);
  switch (calls.kind) {
    case 'wait':
      return say.lateWaits(mine, at, who, civilOf(calls.callMs, scope.zone), today);
    case 'once':
      return say.lateAtOnce(mine, at, who, today);
    case 'running':
      return say.lateRunning(mine, at, who, today);
    case 'none':
      return say.lateNoted(mine, at, who, today);
  }
}

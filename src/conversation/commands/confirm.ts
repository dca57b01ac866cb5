import { Injectable } from '@nestjs/common';
import { DAY, MINUTE } from '../../kernel/clock';
import { ConfirmShift } from '../../rota/confirm-shift.service';
import { settle } from '../dialogue/asking';
import { REMINDED } from '../dialogue/prompts';
import type { OwnReferent } from '../dialogue/referents';
import { PassOn } from './pass-on.service';
import { OwnShifts, isAhead } from './own-shifts.service';
import { isSpecific } from '../dialogue/resolve';
import { replyPrivately, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayPrompt from '../wording/prompts';
import * as sayServing from '../wording/serving';
import * as sayShift from '../wording/shifts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';

/** A bare 确认 answers the reminders of the coming shifts, which leave a day or so before. */
const REMINDED_WITHIN = 1.5 * DAY;

/** 确认: the speaker says that she will come. */
@Injectable()
export class ConfirmCommand implements Command {
  readonly act = 'confirm';
  readonly audience = 'everybody';

  constructor(
    private readonly confirms: ConfirmShift,
    private readonly own: OwnShifts,
    private readonly remarks: PassOn,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const ahead = await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty');
    const referents = isSpecific(turn.step) ? ahead : soon(ahead, turn);
    if (referents.length === 0 && !isSpecific(turn.step)) return this.nothing(ahead);
    const again = !isSpecific(turn.step) && turn.step.seen !== REMINDED;
    const done = again ? justConfirmed(ahead, turn) : undefined;
    if (done) return alreadyAndNext(done, referents, turn);
    return settle(turn, {
      verb: sayAct.verb('confirm'),
      noun: sayAct.yourShiftNoun(),
      referents,
      fresh: () => this.own.list(turn),
      personal: true,
      one: (referent) => this.confirm(turn, referent),
    });
  }

  private nothing(ahead: readonly OwnReferent[]): CommandAnswer {
    const [next] = ahead;
    return replyPrivately(next ? sayServing.allConfirmed(next.line) : sayShift.noShiftsOfYours());
  }

  private async confirm(turn: Turn, { mine, line }: OwnReferent): Promise<CommandAnswer> {
    const { but } = turn.step.slots;
    if (mine.state === 'confirmed' && but === undefined)
      return replyPrivately(sayServing.alreadyConfirmed(mine, turn.today));
    const result = await this.confirms.confirm(turn.act(), { assignmentId: mine.assignmentId });
    if (result.ok && but !== undefined) {
      await this.remarks.of(turn, mine, but);
      return replyPrivately(`${sayServing.confirmed(mine, turn.today)}\n${sayPrompt.remarkWillBePassedOn(but)}`);
    }
    if (result.ok && mine.state === 'offered') return replyPrivately(sayServing.keptAfterAll(mine, turn.today));
    if (result.ok) return replyPrivately(sayServing.confirmed(mine, turn.today));
    return replyPrivately(
      sayLetGo.actRefused(sayAct.verb('confirm'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
    );
  }
}

/** So long after she confirmed 确认 says it once more. */
const SAID_AGAIN = 30 * MINUTE;
/** 我确认了啊, 早就确认过了: of what is done, and no order. */
const SAYS_DONE = /确认(?:过|了)/u;

/** The one that she means by confirming again: that she just has, or says she has. */
function justConfirmed(ahead: readonly OwnReferent[], turn: Turn): OwnReferent | undefined {
  const since = SAYS_DONE.test(turn.text) ? 0 : turn.now - SAID_AGAIN;
  const done = ahead.filter(({ mine }) => mine.state === 'confirmed' && (mine.confirmedMs ?? 0) > since);
  return done.toSorted((a, b) => Number(b.mine.confirmedMs) - Number(a.mine.confirmedMs))[0];
}

/** What is confirmed already, and whether she means what still waits for her word. */
function alreadyAndNext(done: OwnReferent, waiting: readonly OwnReferent[], turn: Turn): CommandAnswer {
  const options = waiting.map(({ entry }) => withChosen(turn.step, entry, { sure: true }));
  const lines = waiting.map(({ line }) => line);
  const text = sayServing.confirmedAndWaiting(done.mine, lines, turn.today);
  return replyPrivately(text, { question: { options, yes: options, all: true, lines } });
}

/** Those that wait for her word now: the coming ones; when none is that close, the very next. */
function soon(ahead: readonly OwnReferent[], turn: Turn): readonly OwnReferent[] {
  const waiting = ahead.filter(({ mine }) => mine.state !== 'confirmed' && mine.start > turn.now);
  const close = waiting.filter(({ start }) => start - turn.now <= REMINDED_WITHIN);
  return close.length > 0 ? close : waiting.slice(0, 1);
}

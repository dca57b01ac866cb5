import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { SwapShifts } from '../../rota/swap-shifts.service';
import { settle } from '../dialogue/asking';
import { ownReferent, type OwnReferent } from '../dialogue/referents';
import type { Step } from '../dialogue/dialogue';
import { OwnShifts, isAhead } from './own-shifts.service';
import { PeopleByName, type Named } from './people-by-name.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayRequest from '../wording/requests';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';
import { SwapWishes } from './wish-swap';

/** 我的3换王芳12月8日晚: asks to exchange two shifts; both stay where they are until the other agrees. Without a name it is a wish. */
@Injectable()
export class SwapCommand implements Command {
  readonly act = 'swap';
  readonly audience = 'everybody';

  constructor(
    private readonly swaps: SwapShifts,
    private readonly look: LookAtRota,
    private readonly own: OwnShifts,
    private readonly people: PeopleByName,
    private readonly wishes: SwapWishes,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const named = turn.step.slots.person !== undefined || turn.step.chosen?.some((entry) => entry.kind === 'person');
    if (named !== true) return this.wishes.wish(turn);
    return this.people.settle(turn, (person, settled) => this.ownSide(settled, person));
  }

  private async ownSide(turn: Turn, person: Named): Promise<CommandAnswer> {
    return settle(turn, {
      verb: sayAct.verb('swap'),
      noun: sayAct.yourShiftNoun(),
      referents: await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty'),
      fresh: () => this.own.list(turn),
      personal: true,
      one: (referent) => this.otherSide(keeping(turn, referent), person, referent),
    });
  }

  private async otherSide(turn: Turn, person: Named, mine: OwnReferent): Promise<CommandAnswer> {
    const range = { from: turn.now, to: turn.now + 100 * DAY };
    const theirs = await this.look.shiftsOf(turn.scope, person.id, range);
    const referents = theirs
      .filter((shift) => isAhead(shift, turn) && shift.shiftId !== mine.mine.shiftId)
      .map((shift) => ownReferent(shift, turn.today))
      .map((c): OwnReferent => ({ ...c, entry: { ...c.entry, kind: 'counterpart' }, alias: c.entry }));
    return settle(turn, {
      verb: sayAct.swapFor(person.name),
      noun: sayAct.shiftsOf(person.name),
      referents,
      reading: aboutOther(turn.step),
      kinds: ['counterpart'],
      fresh: () => Promise.resolve(replyPrivately(sayRequest.nothingToSwap(person.name, referents.length))),
      personal: true,
      one: (other) => this.swap(turn, mine, other, person),
    });
  }

  private async swap(turn: Turn, mine: OwnReferent, other: OwnReferent, person: Named): Promise<CommandAnswer> {
    const result = await this.swaps.ask(turn.act(), {
      assignmentId: mine.mine.assignmentId,
      otherAssignmentId: other.mine.assignmentId,
    });
    if (result.ok) return replyPrivately(sayRequest.swapAsked(mine.mine, other.mine, person.name, turn.today));
    return replyPrivately(
      sayLetGo.actRefused(sayAct.verb('swap'), mine.line, sayRefusal.rotaRefusal(result.refusal, turn)),
    );
  }
}

/** The turn again with the speaker's own side settled, so that a question about the other side keeps it. */
function keeping(turn: Turn, mine: OwnReferent): Turn {
  const others = (turn.step.chosen ?? []).filter((entry) => entry.kind !== 'assignment' && entry.kind !== 'shift');
  return { ...turn, step: { ...turn.step, tentative: false, chosen: [...others, mine.entry] } };
}

function aboutOther(step: Step): Step {
  const { other = {} } = step.slots;
  return { ...step, slots: { when: other.when, numbers: other.numbers, dayPart: other.dayPart } };
}

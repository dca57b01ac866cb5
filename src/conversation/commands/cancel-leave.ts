import { Injectable } from '@nestjs/common';
import { saidShift, saidStretch } from '../../kernel/said-time';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { DutyView } from '../../rota/domain/shift-view';
import { TakeLeave, type Leave } from '../../volunteers/take-leave.service';
import type { Step } from '../dialogue/dialogue';
import { onBehalf, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { shiftEntry } from '../dialogue/referents';
import { choose } from '../wording/questions';
import * as say from '../wording/leave';

/** 取消请假: shown with what became of the shifts that were let go because of it, which never come back of themselves. */
@Injectable()
export class CancelLeaveCommand implements Command {
  readonly act = 'cancel-leave';
  readonly audience = 'everybody';

  constructor(
    private readonly leaves: TakeLeave,
    private readonly rota: LookAtRota,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.leaves.of(turn.scope, turn.about.personId, turn.now);
    const { when, numbers } = turn.step.slots;
    const known = all.find(({ leaveId }) => leaveId === turn.step.seen);
    if (turn.step.seen !== undefined && !known) return replyPrivately(say.leaveGone());
    const said = when?.map(({ from, to }) => ({ from, to: to ?? from }));
    const meant = known ? [known] : all.filter((leave) => !said || said.some((one) => overlaps(leave, one)));
    // numbers are those of a list of something else: which leave is said by its days
    const newest = meant.toSorted((a, b) => b.taken - a.taken);
    const [leave] = newest;
    if (!leave)
      return replyPrivately(
        say.noLeaveToCancel(
          turn.about.name,
          all.map((one) => stretchOf(one, turn)),
        ),
      );
    if (newest.length > 1 && (said !== undefined || numbers !== undefined)) return which(turn, meant);
    return turn.step.sure === true ? this.cancel(turn, leave) : this.preview(turn, leave, newest.slice(1));
  }

  private async preview(turn: Turn, leave: Leave, others: readonly Leave[]): Promise<CommandAnswer> {
    const lines = (await this.letGo(turn, leave)).map((duty) => lineOf(duty, turn));
    const stretch = stretchOf(leave, turn);
    const text = say.cancelLeavePreview(
      turn.about.name,
      stretch,
      lines,
      others.map((one) => stretchOf(one, turn)),
    );
    return replyPrivately(text, { question: { options: [], yes: [settled(turn, leave)] } });
  }

  private async cancel(turn: Turn, leave: Leave): Promise<CommandAnswer> {
    const result = await this.leaves.cancel(turn.act(), { leaveId: leave.leaveId });
    if (!result.ok) return replyPrivately(say.leaveRefusal(result.refusal));
    const free = (await this.letGo(turn, leave)).filter(({ empty }) => empty > 0);
    const lines = free.map((duty) => saidShift(duty, turn.today));
    const text = say.leaveCancelled(turn.about.name, stretchOf(leave, turn), lines, onBehalf(turn) !== undefined);
    const entries = free.map((duty) => shiftEntry(duty));
    return replyPrivately(text, entries.length > 0 ? { listing: { act: 'claim', entries } } : {});
  }

  private letGo(turn: Turn, leave: Leave): Promise<DutyView[]> {
    const { scope, about, now } = turn;
    return this.rota.letGo(scope, about.personId, { range: leave, since: leave.taken, now });
  }
}

const overlaps = (leave: Leave, { from, to }: { readonly from: string; readonly to: string }): boolean =>
  leave.fromCivil < (to === from ? `${to}~` : to) && leave.toCivil > from;

const stretchOf = ({ fromCivil, toCivil }: Leave, { today }: Turn): string => saidStretch(fromCivil, toCivil, today);

/** Acting for somebody the step is said for her again. */
function settled(turn: Turn, leave: Leave): Step {
  return { ...turn.step, sure: true, seen: leave.leaveId };
}

function which(turn: Turn, meant: readonly Leave[]): CommandAnswer {
  const options = meant.map((leave) => ({ ...settled(turn, leave), sure: false }));
  const lines = meant.map((leave) => stretchOf(leave, turn));
  return replyPrivately(choose(say.whichLeave(), lines, 0), { question: { options, lines } });
}

function lineOf({ people, empty, ...duty }: DutyView, { today }: Turn): string {
  const names = people.map(({ name }) => name).join('、');
  return `${saidShift(duty, today)}（${empty > 0 ? '还空着，可以再认领' : `已经是${names}的`}）`;
}

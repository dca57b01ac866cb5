import { Injectable } from '@nestjs/common';
import { AssignShift } from '../../rota/assign-shift.service';
import { DropShift } from '../../rota/drop-shift.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { shiftReferent } from '../dialogue/referents';
import { ChainDifference, type ChainChange } from './chain-difference.service';
import type { ListEntry, Step } from '../dialogue/dialogue';
import { parseChainList } from '../grammar/text/chain-list';
import { particularsOf } from '../grammar/parse';
import type { Slots } from '../grammar/reading';
import { match, windowOf } from '../dialogue/matching';
import { reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayRefusal from '../wording/refusals';
import * as sayChain from '../wording/chain-list';

const AHEAD_DAYS = 7;
const MOST_SESSIONS = 14;

/** A pasted 接龙: compared with the rota, and applied after the coordinator's word. Without a list one is written to post. */
@Injectable()
export class ChainListCommand implements Command {
  readonly act = 'chain-list';
  readonly audience = 'coordinators';

  constructor(
    private readonly difference: ChainDifference,
    private readonly look: LookAtRota,
    private readonly assigning: AssignShift,
    private readonly dropping: DropShift,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { sure, chosen, slots } = turn.step;
    if (sure === true && chosen) return this.apply(turn, chosen);
    if (slots.note === undefined) return this.write(turn, slots);
    const list = parseChainList(slots.note);
    if (list && list.entries.length > 0) return this.compare(turn, list);
    const title = list?.title.join(' ') ?? '';
    const { slots: named } = particularsOf('open-shifts', title, { now: turn.now, zone: turn.scope.zone });
    return this.write(turn, named);
  }

  private async compare(turn: Turn, list: NonNullable<ReturnType<typeof parseChainList>>): Promise<CommandAnswer> {
    const found = await this.difference.of(turn, list);
    const lines = (changes: readonly ChainChange[]): string[] => changes.map(({ line }) => line);
    const text = sayChain.difference({ ...found, fresh: lines(found.fresh), withdrawn: lines(found.withdrawn) });
    const step = (...changes: readonly ChainChange[]): Step => ({
      act: this.act,
      slots: {},
      chosen: changes.flatMap(({ entries }) => entries),
      sure: true,
    });
    if (found.fresh.length === 0 && found.withdrawn.length === 0) return replyPrivately(text);
    if (found.withdrawn.length === 0)
      return replyPrivately(text, { question: { options: [], yes: [step(...found.fresh)] } });
    if (found.fresh.length === 0)
      return replyPrivately(text, { question: { options: [], yes: [step(...found.withdrawn)] } });
    const options = [step(...found.fresh), step(...found.fresh, ...found.withdrawn)];
    return replyPrivately(text, { question: { options, yes: options.slice(0, 1) } });
  }

  /** Each change is an act of its own: what a rule forbids by now is said and keeps nothing else from being done. */
  private async apply(turn: Turn, chosen: readonly ListEntry[]): Promise<CommandAnswer> {
    const done = { assigned: 0, dropped: 0, offered: 0 };
    const failed: string[] = [];
    for (const [i, entry] of chosen.entries()) {
      const next = chosen[i + 1];
      if (entry.kind === 'assignment') {
        const result = await this.dropping.drop(turn.act(), { assignmentId: entry.id });
        if (!result.ok) failed.push(sayRefusal.rotaRefusal(result.refusal, turn));
        else done[result.value.kind === 'dropped' ? 'dropped' : 'offered']++;
      } else if (entry.kind === 'shift' && next?.kind === 'person') {
        const result = await this.assigning.assign(turn.act(), { shiftId: entry.id, personId: next.id });
        if (result.ok) done.assigned++;
        else failed.push(sayRefusal.rotaRefusal(result.refusal, turn));
      }
    }
    return replyPrivately(sayChain.applied(done, failed));
  }

  /** The open shifts as a 接龙 that can be posted in the group and pasted back once it is filled in. */
  private async write(turn: Turn, slots: Slots): Promise<CommandAnswer> {
    const window = windowOf(slots, turn.now, turn.scope.zone, AHEAD_DAYS);
    const open = await this.look.openShifts(turn.scope, window, turn.now);
    const fitting = match(
      open.map((shift) => shiftReferent(shift, turn.today)),
      slots,
      turn.scope.zone,
    ).exact;
    const shifts = fitting.map(({ shift }) => shift);
    if (shifts.length === 0) return replyPrivately(sayChain.nothingToPost());
    const sessions = [...new Set(shifts.map((shift) => shift.sessionId))].slice(0, MOST_SESSIONS);
    const shown = shifts.filter((shift) => sessions.includes(shift.sessionId));
    // It is posted as it stands: whole, though it is longer than an answer.
    const post = [{ text: sayChain.post(shown, turn.today) }];
    const hint = reply(sayChain.postHint(shifts.length - shown.length)).replies;
    return { replies: [...post, ...hint], personal: true };
  }
}

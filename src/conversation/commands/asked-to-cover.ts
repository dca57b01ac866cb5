import { Injectable } from '@nestjs/common';
import { ClaimShift } from '../../rota/claim-shift.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { CoverAsks } from '../../watching/cover-asks.service';
import type { CoverAsk } from '../../watching/search.queries';
import { shiftReferent, type ShiftReferent } from '../dialogue/referents';
import type { Step } from '../dialogue/dialogue';
import { reply, replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayQuestion from '../wording/questions';
import { PassOn } from './pass-on.service';
import * as sayPrompt from '../wording/prompts';
import * as sayClaim from '../wording/claiming';
import * as sayRefusal from '../wording/refusals';
import * as watching from '../wording/watching';

interface AskedShift extends ShiftReferent {
  readonly ask: CoverAsk;
}

/** 我来, 可以, 不行: the answer to a shift that the speaker was asked to step in for. */
@Injectable()
export class AskedToCover {
  constructor(
    private readonly asks: CoverAsks,
    private readonly claims: ClaimShift,
    private readonly look: LookAtRota,
    private readonly remarks: PassOn,
  ) {}

  /** null: she was asked for nothing that is still to be had. */
  async accept(turn: Turn): Promise<CommandAnswer | null> {
    const asked = meant(turn, await this.open(turn));
    const [first, ...more] = asked;
    if (!first) return this.gone(turn);
    if (more.length > 0) {
      const options = asked.map((one) => taking(turn, one));
      const lines = asked.map((one) => one.line);
      return replyPrivately(sayQuestion.choose(watching.whichCover(), lines, 0), { question: { options } });
    }
    if (turn.step.tentative === true) {
      const yes = [taking(turn, first)];
      return replyPrivately(watching.coverOrNot(first.line), { question: { options: [], yes } });
    }
    const result = await this.claims.claim(turn.act(), { shiftId: first.shift.shiftId });
    if (result.ok) {
      const words = sayClaim.claimed(first.shift, result.value, turn.today);
      return reply(`${words}${await this.passedOn(turn, result.value.assignmentId)}`);
    }
    return replyPrivately(sayClaim.claimRefused(first.line, sayRefusal.rotaRefusal(result.refusal, turn)));
  }

  /** 我来，但只能到22点: what she added goes to those whom it concerns. */
  private async passedOn(turn: Turn, assignmentId: string): Promise<string> {
    const { but } = turn.step.slots;
    const mine = but === undefined ? null : await this.look.assignment(turn.scope, assignmentId);
    if (but === undefined || !mine) return '';
    await this.remarks.tell(turn, mine, (name, line) => sayPrompt.takenWithRemark(name, line, but));
    return `\n${sayPrompt.remarkWillBePassedOn(but)}`;
  }

  /** null: nothing that she was asked for waits for her word. */
  async decline(turn: Turn): Promise<CommandAnswer | null> {
    if (turn.step.tentative === true) return null;
    const declined = meant(turn, await this.open(turn));
    if (declined.length === 0) return null;
    const lines: string[] = [];
    for (const { ask, line } of declined) {
      const result = await this.asks.decline(turn.act(), ask.vacancyId);
      if (result.ok) lines.push(line);
    }
    return replyPrivately(watching.coverDeclined(lines.join('；')));
  }

  private async open(turn: Turn): Promise<AskedShift[]> {
    return this.shifts(turn, await this.asks.openFor(turn.scope, turn.speaker.personId, turn.now));
  }

  /** What she was asked for a while ago and somebody else has by now. */
  private async gone(turn: Turn): Promise<CommandAnswer | null> {
    const ask = await this.asks.lastSettledFor(turn.scope, turn.speaker.personId, turn.now);
    const [shift] = ask ? await this.shifts(turn, [ask]) : [];
    return shift ? replyPrivately(watching.coverGone(shift.line)) : null;
  }

  private async shifts(turn: Turn, asks: readonly CoverAsk[]): Promise<AskedShift[]> {
    const found: AskedShift[] = [];
    for (const ask of asks) {
      const duty = await this.look.shift(turn.scope, ask.shiftId);
      if (duty) found.push({ ...shiftReferent({ ...duty, offeredBy: null, verdict: [] }, turn.today), ask });
    }
    return found;
  }
}

/** The step that takes one of those she was asked for, with what she added. */
const taking = ({ step: { slots } }: Turn, { entry }: AskedShift): Step => ({
  act: 'agree',
  slots: slots.but === undefined ? {} : { but: slots.but },
  chosen: [entry],
  sure: true,
});

/** Those that she chose, or all where she did not say which. */
function meant({ step }: Turn, asked: readonly AskedShift[]): readonly AskedShift[] {
  const ids = step.chosen?.filter(({ kind }) => kind === 'shift').map(({ id }) => id);
  return ids ? asked.filter(({ entry }) => ids.includes(entry.id)) : asked;
}

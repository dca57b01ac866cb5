import { Injectable } from '@nestjs/common';
import { instantOf, type CivilDateTime } from '../../kernel/civil-time';
import { TakeLeave } from '../../volunteers/take-leave.service';
import { wanting } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import { OwnShifts, isAhead } from './own-shifts.service';
import { saidStretch } from '../../kernel/said-time';
import { onBehalf, replyPrivately, SHOWN, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/leave';

interface Span {
  readonly from: CivilDateTime;
  readonly to: CivilDateTime;
}

/** 请假: days on which the speaker is not asked; shifts that fall into them stay hers until she lets them go. */
@Injectable()
export class TakeLeaveCommand implements Command {
  readonly act = 'take-leave';
  readonly audience = 'everybody';

  constructor(
    private readonly leave: TakeLeave,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const stretches = (turn.step.slots.when ?? []).flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
    if (stretches.length === 0) return wanting(turn, say.leaveHow(), 'when');
    if (onBehalf(turn) !== undefined && turn.step.seen !== SHOWN) return this.showForOther(turn, stretches);
    const texts: string[] = [];
    for (const { from, to } of stretches) {
      const result = await this.leave.take(turn.act(), { personId: onBehalf(turn), fromCivil: from, toCivil: to });
      if (!result.ok) return replyPrivately([...texts, say.leaveRefusal(result.refusal)].join('\n'));
      texts.push(saidStretch(from, to, turn.today));
    }
    const inside = await this.inside(turn, stretches);
    const listing = inside.length > 0 ? { act: 'none' as const, entries: inside.map(({ entry }) => entry) } : undefined;
    return replyPrivately(
      say.leaveTaken(
        turn.about.name,
        texts.join('、'),
        inside.map(({ line }) => line),
      ),
      { listing },
    );
  }

  /** Leave for somebody else is shown first, with the shifts that stay hers in it. */
  private async showForOther(turn: Turn, stretches: readonly Span[]): Promise<CommandAnswer> {
    const lines = (await this.inside(turn, stretches)).map(({ line }) => line);
    const said = stretches.map(({ from, to }) => saidStretch(from, to, turn.today)).join('、');
    const yes = [{ ...turn.step, sure: true, tentative: false, seen: SHOWN }];
    return replyPrivately(say.leaveForPreview(turn.about.name, said, lines), { question: { options: [], yes } });
  }

  private inside(turn: Turn, stretches: readonly Span[]): Promise<OwnReferent[]> {
    const { zone } = turn.scope;
    return this.own.referents(
      turn,
      (mine) =>
        isAhead(mine, turn) &&
        stretches.some(({ from, to }) => mine.start < instantOf(to, zone) && instantOf(from, zone) < mine.end),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { addDays, dateOf } from '../../kernel/civil-time';
import { saidStretch } from '../../kernel/said-time';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { MyShift } from '../../rota/domain/shift-view';
import { match } from '../dialogue/matching';
import type { OwnReferent } from '../dialogue/referents';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/own-questions';
import { OwnShifts, isAhead } from './own-shifts.service';

/** So many shifts are told of at once. */
const TOLD = 5;

/** The time that was said, in words; null where none was. */
export function saidWhen({ step, today }: Turn): string | null {
  const [first] = step.slots.when ?? [];
  if (!first) return step.slots.dayPart ?? null;
  const part = step.slots.dayPart ?? '';
  const day = saidStretch(`${dateOf(first.from)}T00:00`, wholeDays(first.from, first.to), today);
  return `${day}${part}`;
}

function wholeDays(from: string, to: string | null): string {
  const end = to ?? from;
  if (end.endsWith('T00:00') && end > from) return end;
  return `${addDays(dateOf(end), 1)}T00:00`;
}

/** Where, with whom and when somebody serves next. */
@Injectable()
export class OwnQuestions {
  constructor(
    private readonly own: OwnShifts,
    private readonly look: LookAtRota,
  ) {}

  async next(turn: Turn): Promise<CommandAnswer> {
    const [next] = await this.ahead(turn);
    if (!next) return replyPrivately(say.noNextShift());
    return replyPrivately(say.nextShift(next.mine, await this.companyOf(turn, next.mine), turn.today));
  }

  async company(turn: Turn): Promise<CommandAnswer> {
    const meant = await this.meant(turn);
    if (meant.length === 0) return this.none(turn);
    const lines: string[] = [];
    for (const { mine } of meant) lines.push(say.companyLine(mine, await this.companyOf(turn, mine), turn.today));
    return replyPrivately(say.companyOf(lines));
  }

  async place(turn: Turn): Promise<CommandAnswer> {
    const meant = await this.meant(turn);
    if (meant.length === 0) return this.none(turn);
    return replyPrivately(say.placesOf(meant.map(({ mine }) => say.placeLine(mine, turn.today))));
  }

  /** She has no shift then: that is said of the very time she asked about, with her next one. */
  async none(turn: Turn): Promise<CommandAnswer> {
    const title = saidWhen(turn);
    const [next] = await this.ahead(turn);
    if (title === null) return replyPrivately(say.noNextShift());
    return replyPrivately(say.noShiftsThen(title, next?.mine ?? null, turn.today));
  }

  /** The shifts of the time that was said; the next one where none was. */
  private async meant(turn: Turn): Promise<readonly OwnReferent[]> {
    const ahead = await this.ahead(turn);
    const { when, dayPart, programme } = turn.step.slots;
    if (when === undefined && dayPart === undefined && programme === undefined) return ahead.slice(0, 1);
    return match(ahead, turn.step.slots, turn.scope.zone).exact.slice(0, TOLD);
  }

  private ahead(turn: Turn): Promise<OwnReferent[]> {
    return this.own.referents(turn, (mine) => isAhead(mine, turn));
  }

  private async companyOf(turn: Turn, mine: MyShift): Promise<string> {
    const duties = await this.look.duties(turn.scope, { from: mine.start, to: mine.end });
    const others = duties
      .filter(({ sessionId }) => sessionId === mine.sessionId)
      .flatMap(({ people, postName }) => people.map((person) => ({ ...person, postName })))
      .filter(({ personId }) => personId !== mine.personId);
    return say.company(others);
  }
}

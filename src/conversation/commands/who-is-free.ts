import { Injectable } from '@nestjs/common';
import { Candidates } from '../../rota/candidates.service';
import type { DutyView } from '../../rota/domain/shift-view';
import { JudgePerson } from '../../rota/judge-person.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { wanting } from '../dialogue/asking';
import { daysSaid, inSetting, match } from '../dialogue/matching';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/rota-questions';
import { saidWhen } from './own-questions.service';
import { PeopleByName, type Named } from './people-by-name.service';

/** So many shifts and people are told of at once. */
const SHIFTS = 3;
const PEOPLE = 10;
const SOFT = 3;

/** 谁有空: who could serve at a time, or whether somebody could, judged by the rules of the rota as whoever fills a seat is. */
@Injectable()
export class WhoIsFreeCommand implements Command {
  readonly act = 'who-is-free';
  readonly audience = 'coordinators';

  constructor(
    private readonly look: LookAtRota,
    private readonly candidates: Candidates,
    private readonly judge: JudgePerson,
    private readonly people: PeopleByName,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { when } = turn.step.slots;
    if (!when || when.length === 0) return wanting(turn, say.freeWhen(), 'when');
    const all = await this.shiftsThen(turn);
    const title = saidWhen(turn) ?? '';
    if (all.length === 0) return replyPrivately(say.noShiftsToJudge(title));
    const ahead = all.filter(({ end }) => end > turn.now);
    if (ahead.length === 0) return replyPrivately(say.timeIsOver(title));
    if (turn.step.slots.person !== undefined) return this.people.settle(turn, (one) => this.one(turn, one, ahead));
    return this.everybody(turn, ahead);
  }

  private async shiftsThen({ scope, step }: Turn): Promise<readonly DutyView[]> {
    const range = daysSaid(step.slots.when ?? [], scope.zone);
    const { person: _, ...slots } = step.slots;
    const { exact, near } = match((await this.look.duties(scope, range)).map(inSetting), slots, scope.zone);
    return exact.length > 0 ? exact : near;
  }

  /** The shifts that lack people first. */
  private async everybody(turn: Turn, shifts: readonly DutyView[]): Promise<CommandAnswer> {
    const inOrder = [...shifts].sort((a, b) => Number(b.empty > 0) - Number(a.empty > 0) || a.start - b.start);
    const lines: string[] = [];
    for (const shift of inOrder.slice(0, SHIFTS)) {
      const all = await this.candidates.forShift(turn.scope, shift.shiftId, turn.now, 200);
      const fitting = all.filter(({ violations }) => violations.length === 0).slice(0, PEOPLE);
      const soft = fitting.length > 0 ? [] : all.slice(0, SOFT);
      lines.push(say.whoFits(shift, fitting, soft, { today: turn.today, zone: turn.scope.zone }));
    }
    return replyPrivately([...lines, say.freeNext(lines.length, shifts.length)].join('\n'));
  }

  private async one(turn: Turn, person: Named, shifts: readonly DutyView[]): Promise<CommandAnswer> {
    const range = { from: shifts[0]?.start ?? 0, to: (shifts[shifts.length - 1]?.start ?? 0) + 1 };
    const verdicts = await this.judge.shifts(turn.scope, { personId: person.id, range }, turn.now);
    const at = { today: turn.today, zone: turn.scope.zone };
    const judged = shifts.flatMap((shift) => {
      const verdict = verdicts?.find(({ shiftId }) => shiftId === shift.shiftId);
      // A full shift says nothing about her.
      return verdict ? [{ shift, why: verdict.violations.filter(({ rule }) => rule !== 'full') }] : [];
    });
    const able = judged.filter(({ why }) => !why.some(({ rule }) => rule === 'qualification-missing'));
    const lines = (able.length > 0 ? able : judged).slice(0, SHIFTS).map(({ shift, why: [first] }) => {
      if (!first) return say.couldServe(shift, turn.today);
      return first.rule === 'already-yours' ? say.hers(shift, turn.today) : say.couldNot(shift, first, at);
    });
    return replyPrivately(say.oneFree(person.name, lines));
  }
}

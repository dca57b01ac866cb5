import { Injectable } from '@nestjs/common';
import { Candidates } from '../../rota/candidates.service';
import { People } from '../../organisations/people.service';
import type { Step } from '../dialogue/dialogue';
import { resolve } from '../dialogue/resolve';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/gaps';
import { Gaps } from './gap-referents.service';
import { personEntry } from './people-by-name.service';

const MOST_CANDIDATES = 200;

/** What one of several assignments comes to: the step that carries it out, or why it cannot be. */
interface Looked {
  readonly line: string;
  readonly step: Step | null;
  readonly name: string;
}

/** 安排王芳3号夜班、李梅4号早班: each is held against the rules and shown; a yes does those that nothing is against. */
@Injectable()
export class FillTogether {
  constructor(
    private readonly gaps: Gaps,
    private readonly people: People,
    private readonly candidates: Candidates,
  ) {}

  async preview(turn: Turn, steps: readonly Step[]): Promise<CommandAnswer> {
    const looked: Looked[] = [];
    for (const step of steps) looked.push(await this.look({ ...turn, step }, looked));
    const yes = looked.flatMap(({ step }) => step ?? []);
    const text = say.fillTogether(
      looked.map(({ line }) => line),
      looked.filter(({ step }) => step !== null).map(({ name }) => name),
    );
    return yes.length === 0 ? replyPrivately(text) : replyPrivately(text, { question: { options: [], yes } });
  }

  private async look(turn: Turn, before: readonly Looked[]): Promise<Looked> {
    const { scope, step, now } = turn;
    const called = step.slots.person ?? '';
    const none = (why: string): Looked => ({ line: say.cannotFill(called, why), step: null, name: called });
    const found = resolve(step, turn.listing, await this.gaps.referents(turn), scope.zone);
    if (found.kind !== 'settled')
      return none(found.kind === 'several' ? say.severalGaps(found.items.map(({ line }) => line)) : say.noSuchGap());
    const [gap] = found.items;
    const named = (await this.people.find(scope, called)).filter(({ name }) => name.endsWith(called));
    const [person, another] = named;
    if (!gap || !person || another) return none(say.whoIsIt(named.length));
    const { name } = person;
    const taken = before.filter(({ step: other }) => other?.chosen?.some(({ id }) => id === gap.entry.id)).length;
    if (taken >= Math.max(1, gap.gap.missing)) return none(say.gapTaken(gap.line));
    const fitting = await this.candidates.forShift(scope, gap.shift.shiftId, now, MOST_CANDIDATES);
    const candidate = fitting.find(({ personId }) => personId === person.id);
    if (!candidate) return none(say.notAble(gap.line));
    const [violation] = candidate.violations;
    if (violation) return none(say.against(gap.line, violation, scope.zone));
    const chosen = [gap.entry, personEntry(person.id)];
    return { line: say.canFill(name, gap.line), step: { act: 'fill', slots: {}, chosen, sure: true }, name };
  }
}

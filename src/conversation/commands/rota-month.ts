import { Injectable } from '@nestjs/common';
import { firstOfMonth, monthOf } from '../../kernel/civil-time';
import { SessionPlanner } from '../../sessions/session-planner.service';
import { changeSentence, closedSentence, differenceSentence } from '../../rostering/roster-words';
import { DraftRota } from '../../drafts/draft-rota.service';
import { DraftTimes } from '../../drafts/draft-times';
import { PublishRota, type RotaPreview } from '../../drafts/publish-rota.service';
import { ruleText } from '../../rota/domain/rule-words';
import { saidShift } from '../../kernel/said-time';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { DraftOnwards } from './draft-onwards.service';
import * as sayMonth from '../wording/rota-month';
import * as sayRefusal from '../wording/refusals';

const MONTH = /^\d{4}-\d{2}$/;

const monthSaid = (turn: Turn): string | null => {
  const stretch = turn.step.slots.when?.[0];
  return stretch ? monthOf(stretch.from.slice(0, 10)) : null;
};

/** Days that make no whole month: a rota is drafted and published by the month alone, and never a month for a week. */
function wholeMonthFirst(turn: Turn, month: string, ask: (month: string) => string): CommandAnswer | null {
  const said = turn.step.slots.when ?? [];
  const first = `${month}-01`;
  const whole = { from: `${first}T00:00`, to: `${firstOfMonth(first, 1)}T00:00` };
  if (said.length === 0 || said.some(({ from, to }) => from === whole.from && to === whole.to)) return null;
  const slots = { ...turn.step.slots, when: [whole] };
  return replyPrivately(ask(month), { question: { options: [], yes: [{ ...turn.step, slots }] } });
}

/** 生成班表: a draft for a month, which changes nobody's shifts. */
@Injectable()
export class DraftCommand implements Command {
  readonly act = 'draft';
  readonly audience = 'coordinators';

  constructor(
    private readonly planner: SessionPlanner,
    private readonly drafts: DraftRota,
    private readonly times: DraftTimes,
    private readonly onwards: DraftOnwards,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const month = monthSaid(turn);
    if (month === null || !MONTH.test(month)) return wanting(turn, sayMonth.monthHow(), 'when');
    const narrower = wholeMonthFirst(turn, month, sayMonth.draftsWholeMonth);
    if (narrower) return narrower;
    await this.planner.planMonth(turn.scope, month, turn.now);
    const result = await this.drafts.draft(turn.act(), month);
    if (!result.ok) return replyPrivately(sayRefusal.rotaRefusal(result.refusal, turn));
    const { unfilled, status, ...made } = result.value;
    const holes = unfilled.map(({ shift, closed: [first] }) =>
      [saidShift(shift, turn.today), ...(first ? [closedSentence(first)] : [])].join('：'),
    );
    const change = unfilled.find((hole) => hole.change !== null)?.change ?? null;
    const smallest = change && changeSentence(change, change.name, turn.scope.zone);
    const proved = status === 'optimal';
    if (!proved) this.onwards.begin(turn, result.value);
    return replyPrivately(sayMonth.drafted({ ...made, proved, holes, change: smallest, times: this.times }));
  }
}

/** 发布: shows what a draft would change, and does it after a yes to exactly that. */
@Injectable()
export class PublishCommand implements Command {
  readonly act = 'publish';
  readonly audience = 'coordinators';

  constructor(private readonly rotas: PublishRota) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { sure, seen } = turn.step;
    if (sure === true && seen !== undefined) return this.publish(turn, seen);
    const said = monthSaid(turn);
    const narrower = said === null ? null : wholeMonthFirst(turn, said, sayMonth.publishesWholeMonth);
    if (narrower) return narrower;
    const months = said === null ? [monthOf(turn.today), monthOf(firstOfMonth(turn.today, 1))] : [said];
    const previews: RotaPreview[] = [];
    let refusal: string | null = null;
    for (const month of months) {
      const result = await this.rotas.preview(turn.act(), month);
      if (result.ok) previews.push(result.value);
      else refusal ??= sayRefusal.rotaRefusal(result.refusal, turn);
    }
    const preview = previews[previews.length - 1];
    if (preview) return this.show(turn, preview);
    return refusal === null ? wanting(turn, sayMonth.monthHow(), 'when') : replyPrivately(refusal);
  }

  private show(turn: Turn, preview: RotaPreview): CommandAnswer {
    const conflicts = preview.conflicts.map(({ shift, person, violations }) => {
      const [first] = violations;
      return `${person.name} ${saidShift(shift, turn.today)}${first ? `：${ruleText(first, turn.scope.zone)}` : ''}`;
    });
    const facts = {
      month: preview.month,
      version: preview.version,
      additions: preview.additions.length,
      kept: preview.kept,
      removals: preview.removals.length,
      conflicts,
      gains: preview.people.filter(({ gains, loses }) => gains > loses),
      losses: preview.people.filter(({ gains, loses }) => gains <= loses),
      apart: preview.accounts
        .filter(({ difference }) => difference !== 'even')
        .map((account) => ({ ...account, why: differenceSentence(account) })),
    };
    const seen = `${preview.month}.${String(preview.version)}`;
    return replyPrivately(sayMonth.publishPreview(facts), {
      question: { options: [], yes: [{ ...turn.step, sure: true, seen }] },
    });
  }

  private async publish(turn: Turn, seen: string): Promise<CommandAnswer> {
    const [month = '', version = '0'] = seen.split('.');
    const result = await this.rotas.publish(turn.act(), { month, version: Number(version) });
    if (!result.ok) return replyPrivately(sayRefusal.rotaRefusal(result.refusal, turn));
    const { additions, removals, conflicts } = result.value;
    return replyPrivately(sayMonth.published(month, additions.length, removals.length, conflicts.length));
  }
}

import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, monthOf } from '../../kernel/civil-time';
import { monthPeriod, yearPeriod, type Period } from '../../statistics/domain/counts';
import { paragraph } from '../../statistics/domain/paragraph';
import { Statistics } from '../../statistics/statistics.service';
import { saidStretch } from '../../kernel/said-time';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/counts';

/** 统计 10月: what happened in a period, from what happened. */
@Injectable()
export class StatsCommand implements Command {
  readonly act = 'stats';
  readonly audience = 'coordinators';

  constructor(private readonly statistics: Statistics) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const period = periodSaid(turn) ?? monthPeriod(monthOf(turn.today));
    const counts = await this.statistics.counts(turn.scope, period, turn.now);
    const title = saidStretch(`${period.from}T00:00`, `${addDays(period.to, 1)}T00:00`, turn.today);
    return replyPrivately(say.counts(title, counts, paragraph(counts)));
  }
}

/** 年报 2026: the same for a whole year. */
@Injectable()
export class YearReportCommand implements Command {
  readonly act = 'year-report';
  readonly audience = 'coordinators';

  constructor(private readonly statistics: Statistics) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const said = turn.step.slots.when?.[0]?.from.slice(0, 4) ?? turn.step.slots.numbers?.[0];
    const year = Number(said ?? turn.today.slice(0, 4));
    if (!Number.isInteger(year) || year < 1990 || year > 2100) return wanting(turn, say.countsHow(), 'when');
    const counts = await this.statistics.counts(turn.scope, yearPeriod(year), turn.now);
    return replyPrivately(say.counts(`${String(year)}年`, counts, paragraph(counts)));
  }
}

function periodSaid(turn: Turn): Period | null {
  const stretches = turn.step.slots.when ?? [];
  const [first] = stretches;
  const last = stretches[stretches.length - 1];
  if (!first || !last) return null;
  const end = last.to ?? last.from;
  const to = clockOf(end) === '00:00' && last.to !== null ? addDays(dateOf(end), -1) : dateOf(end);
  return { from: dateOf(first.from), to: to < dateOf(first.from) ? dateOf(first.from) : to };
}

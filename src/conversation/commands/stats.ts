import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, monthOf, type CivilDate } from '../../kernel/civil-time';
import { monthPeriod, yearPeriod, type Period } from '../../statistics/domain/counts';
import { paragraph, periodHeading } from '../../statistics/domain/paragraph';
import { Statistics } from '../../statistics/statistics.service';
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
    return replyPrivately(say.counts(periodHeading(period), counts, paragraph(counts)));
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
    const year = Number(said ?? yearToReport(turn.today));
    if (!Number.isInteger(year) || year < 1990 || year > 2100) return wanting(turn, say.countsHow(), 'when');
    const counts = await this.statistics.counts(turn.scope, yearPeriod(year), turn.now);
    return replyPrivately(say.counts(periodHeading(yearPeriod(year)), counts, paragraph(counts)));
  }
}

/** In January it is the year that has ended which is reported on. */
function yearToReport(today: CivilDate): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5, 7) === '01' ? year - 1 : year;
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

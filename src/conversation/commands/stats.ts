import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, monthOf, type CivilDate } from '../../kernel/civil-time';
import { monthPeriod, yearPeriod, type Period } from '../../statistics/domain/counts';
import { paragraph, periodHeading } from '../../statistics/domain/paragraph';
import { PartCounts } from './part-counts.service';
import { Statistics } from '../../statistics/statistics.service';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/counts';

/** 统计 10月: what happened in a period, from what happened. */
@Injectable()
export class StatsCommand implements Command {
  readonly act = 'stats';
  readonly audience = 'counting';

  constructor(
    private readonly statistics: Statistics,
    private readonly parts: PartCounts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { dayPart, when } = turn.step.slots;
    if (dayPart !== undefined && when !== undefined) return this.parts.of(turn, dayPart);
    const period = periodSaid(turn) ?? monthPeriod(monthOf(turn.today));
    return countsOf(this.statistics, turn, period);
  }
}

/** 年报 2026: the same for a whole year. */
@Injectable()
export class YearReportCommand implements Command {
  readonly act = 'year-report';
  readonly audience = 'counting';

  constructor(private readonly statistics: Statistics) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const said = turn.step.slots.when?.[0]?.from.slice(0, 4) ?? turn.step.slots.numbers?.[0];
    const year = Number(said ?? yearToReport(turn.today));
    if (!Number.isInteger(year) || year < 1990 || year > 2100) return wanting(turn, say.countsHow(), 'when');
    return countsOf(this.statistics, turn, yearPeriod(year));
  }
}

/** The counts of the area that was said, else of the organisation with all below it. */
async function countsOf(statistics: Statistics, turn: Turn, period: Period): Promise<CommandAnswer> {
  const { area } = turn.step.slots;
  const named = area !== undefined && area !== 'own' && area !== 'all' ? area : null;
  const all = await statistics.organisations(turn.scope);
  const found = named === null ? [] : all.filter(({ name }) => name.includes(named));
  const [one] = found;
  if (named !== null && (!one || found.length > 1))
    return replyPrivately(
      say.noSuchArea(
        named,
        (found.length > 1 ? found : all).map(({ name }) => name),
      ),
    );
  const options = { own: area === 'own', organisationId: one?.id };
  const counts = await statistics.counts(turn.scope, period, turn.now, options);
  return replyPrivately(
    say.counts(periodHeading(period), counts, paragraph(counts), say.whoseCounts(counts.organisations, all.length)),
  );
}

/** In January it is the year that has ended which is reported on. */
function yearToReport(today: CivilDate): number {
  const year = Number(today.slice(0, 4));
  return today.slice(5, 7) === '01' ? year - 1 : year;
}

/** The whole days from the first to the last that were said; null where none was. */
export function periodSaid(turn: Turn): Period | null {
  const stretches = turn.step.slots.when ?? [];
  const [first] = stretches;
  const last = stretches[stretches.length - 1];
  if (!first || !last) return null;
  const end = last.to ?? last.from;
  const to = clockOf(end) === '00:00' && last.to !== null ? addDays(dateOf(end), -1) : dateOf(end);
  return { from: dateOf(first.from), to: to < dateOf(first.from) ? dateOf(first.from) : to };
}

import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../acts/domain/act-context';
import { Database } from '../database/database';
import { addDays, firstOfMonth, monthOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Period } from './domain/counts';
import type { Cover } from './domain/cover';
import { paragraph } from './domain/paragraph';
import type { MonthInReport, PeriodReport, ProgrammeInMonth, TotalInReport } from './domain/period-report';
import { measuresOfTotals, type PeriodTotal } from './domain/period-total';
import type { CountedProgramme } from './domain/programme-counts';
import { servedByPerson } from './service.queries';
import { programmesIn, Statistics, type CountOptions } from './statistics.service';

/** Months say nothing of it: whether somebody was there at every hour is a matter of the whole period. */
const NO_COVER: ReadonlyMap<string, Cover> = new Map();

/** The whole report of a period: its counts, month by month, person by person, and where they come from. */
@Injectable()
export class PeriodReports {
  constructor(
    private readonly database: Database,
    private readonly statistics: Statistics,
  ) {}

  /** Throws as `Statistics.counts` does. */
  of(scope: OrgScope, period: Period, now: Instant, options: CountOptions = {}): Promise<PeriodReport> {
    return this.database.read(async (tx) => {
      const { counts, ground, totals } = await this.statistics.countsIn(tx, scope, period, now, options);
      const months: MonthInReport[] = [];
      for (const month of monthsIn(period)) {
        const within = await this.statistics.ground(tx, scope, month, now, options);
        const { programmes } = await programmesIn(tx, scope, month, within, NO_COVER);
        months.push({ month: monthOf(month.from), ...month, programmes: programmes.map(inMonth) });
      }
      return {
        counts,
        paragraph: paragraph(counts),
        months,
        people: await servedByPerson(tx, ground.stretch),
        totals: totals.flatMap((total) => inWords(total, ground.known) ?? []),
      };
    });
  }
}

/** The months of the period; the first and the last may be parts of one. */
function monthsIn({ from, to }: Period): Period[] {
  const months: Period[] = [];
  for (let first = from; first <= to; first = firstOfMonth(first, 1)) {
    const last = addDays(firstOfMonth(first, 1), -1);
    months.push({ from: first, to: last < to ? last : to });
  }
  return months;
}

function inMonth(programme: ProgrammeInMonth): ProgrammeInMonth {
  const { programmeKey, label, sessions, measures, attended, distinct } = programme;
  const { volunteers, serviceMinutes, minutesByOrigin } = programme;
  return { programmeKey, label, sessions, measures, attended, distinct, volunteers, serviceMinutes, minutesByOrigin };
}

function inWords(total: PeriodTotal, known: readonly CountedProgramme[]): TotalInReport | null {
  const programme = known.find(({ id }) => id === total.programmeId);
  if (!programme) return null;
  const measure = measuresOfTotals(programme.specification.measures).find(({ key }) => key === total.measure);
  return {
    ...total,
    programmeKey: programme.key,
    programmeName: programme.name,
    organisationName: programme.organisation.name,
    measureName: measure?.name ?? total.measure,
    unit: measure?.unit ?? '',
  };
}

import type { CivilDate } from '../../kernel/civil-time';
import type { MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { Counts, ProgrammeFigures } from './counts';
import type { PeriodTotal } from './period-total';

/** What one programme did in one month. */
export interface ProgrammeInMonth extends Pick<
  ProgrammeFigures,
  'sessions' | 'measures' | 'attended' | 'distinct' | 'volunteers' | 'serviceMinutes' | 'minutesByOrigin'
> {
  readonly programmeKey: string;
  readonly label: string;
}

/** A month of the period, or the part of one that lies in it. A total for a longer time than that is in none of them. */
export interface MonthInReport {
  readonly month: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly programmes: readonly ProgrammeInMonth[];
}

/** Somebody who served in the period; all of them together are the hours of the counts. */
export interface PersonInReport {
  readonly personId: string;
  readonly name: string;
  readonly organisationName: string;
  readonly shifts: number;
  readonly serviceMinutes: number;
  readonly minutesByOrigin: MinutesByOrigin;
}

/** A figure for a whole time that stands in the counts, in the words of its programme. */
export interface TotalInReport extends PeriodTotal {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly organisationName: string;
  readonly measureName: string;
  readonly unit: string;
}

/** Everything that a report of a period says; pages, sheets, papers and the command are made of the same. */
export interface PeriodReport {
  readonly counts: Counts;
  /** As the work report of the year has it. */
  readonly paragraph: string;
  readonly months: readonly MonthInReport[];
  readonly people: readonly PersonInReport[];
  readonly totals: readonly TotalInReport[];
}

import type { Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import { attendanceSums, heldSessions, measureSums, type Stretch } from './count.queries';
import { instantsOf, type Period } from './domain/counts';
import { COUNTED_BESIDE, countedTotals, cutTotals, type PeriodTotal } from './domain/period-total';
import { withTotals } from './domain/with-totals';
import type { CountedRows, MeasureSum } from './domain/programme-counts';
import { NO_MINUTES } from '../programmes/domain/service-origin';
import { standingTotals } from './period-totals.service';

export interface RowsWithTotals {
  readonly rows: CountedRows;
  /** Totals that stand in the figures in place of what sessions add up to. */
  readonly counted: readonly PeriodTotal[];
  /** Totals that reach out of the period and are no part of it. */
  readonly cut: readonly PeriodTotal[];
}

/** What the rows of a period say, with the figures that were given for whole periods within it in place of their sessions'. */
export async function withPeriodTotals(
  tx: Tx,
  stretch: Stretch,
  { period, zone }: { readonly period: Period; readonly zone: ZoneName },
  rows: CountedRows,
): Promise<RowsWithTotals> {
  const { programmeIds } = stretch;
  const standing = (await standingTotals(tx, stretch.orgIds)).filter(
    ({ programmeId }) => programmeIds?.includes(programmeId) ?? true,
  );
  const counted = countedTotals(standing, period);
  const ofMeasures = counted.filter(({ measure }) => !COUNTED_BESIDE.some(({ key }) => key === measure));
  const told = [];
  /** Figures of one period are given together as a rule: its sessions are added up once. */
  const sums = new Map<string, MeasureSum[]>();
  for (const total of ofMeasures) {
    const time = { ...stretch, ...instantsOf(total, zone) };
    const stretchKey = `${total.from} ${total.to}`;
    const within = sums.get(stretchKey) ?? [...(await measureSums(tx, time)), ...(await attendanceSums(tx, time))];
    sums.set(stretchKey, within);
    told.push({ total, within });
  }
  let { sessions, served } = rows;
  for (const total of counted) {
    const { programmeId, measure, value } = total;
    if (measure === 'sessions') {
      const within = (await heldSessions(tx, { ...stretch, ...instantsOf(total, zone) })).find(isOf(programmeId));
      const here = sessions.find(isOf(programmeId)) ?? { programmeId, held: 0, past: 0, running: 0, cancelled: 0 };
      const held = here.held - (within?.held ?? 0) + value;
      sessions = [...sessions.filter((row) => row !== here), { ...here, held }];
    } else if (measure === 'volunteers') {
      const here = served.find(isOf(programmeId)) ?? { programmeId, volunteers: 0, ...NO_MINUTES };
      served = [...served.filter((row) => row !== here), { ...here, volunteers: Math.max(here.volunteers, value) }];
    }
  }
  return {
    rows: { ...rows, sessions, served, measures: withTotals(rows.measures, told) },
    counted,
    cut: cutTotals(standing, period),
  };
}

const isOf =
  (programmeId: string) =>
  (row: { readonly programmeId: string }): boolean =>
    row.programmeId === programmeId;

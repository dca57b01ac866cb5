import { isSameThing, type PeriodTotal } from './period-total';
import type { MeasureSum } from './programme-counts';

/**
 * The sums with a total in place of what the sessions of its time add up to: a total and the figures of its sessions are two
 * sources of one figure and are never added. `within`: what the sessions within each total say.
 */
export function withTotals(
  sums: readonly MeasureSum[],
  totals: readonly { readonly total: PeriodTotal; readonly within: readonly MeasureSum[] }[],
): MeasureSum[] {
  const taken = totals.flatMap(({ total, within }) => within.filter((sum) => isSameThing(sum, total)));
  const rest = sums.map((sum) => {
    const away = taken.filter((other) => isSameThing(other, sum)).reduce((all, { total }) => all + total, 0);
    return away === 0 ? sum : { ...sum, total: sum.total - away };
  });
  const added = totals.map(({ total: { programmeId, measure, value, certainty, source } }) => ({
    ...{ programmeId, measure, sessions: 0, running: 0, total: value, certainty, source },
  }));
  return [...rest, ...added];
}

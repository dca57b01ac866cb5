import type { Tx } from '../database/database';
import type { Interval } from '../kernel/interval';
import { LeaveRow } from './leave.row';

/** When people of the organisation are away within a stretch of time, by when it begins. */
export const leavesIn = (
  tx: Tx,
  orgId: string,
  { from, to }: Interval,
): Promise<Pick<LeaveRow, 'personId' | 'fromCivil' | 'toCivil'>[]> =>
  tx.find(
    LeaveRow,
    { orgId, fromMs: { lt: to }, toMs: { gt: from }, cancelledMs: null },
    { columns: ['personId', 'fromCivil', 'toCivil'], orderBy: { fromMs: 'asc' } },
  );

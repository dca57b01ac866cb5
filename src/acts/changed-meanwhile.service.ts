import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { lastActOn } from './audit.queries';

/** What was read before it was changed is not what is there now: nothing was overwritten. */
export interface ChangedMeanwhile {
  readonly rule: 'changed-meanwhile';
  /** Who changed it last, as far as the operation log knows. */
  readonly by: string | null;
  readonly atMs: Instant | null;
}

/** Who acted last on a subject, or imported the whole organisation. */
export async function lastChangeOf(tx: Tx, orgId: string, subjectId: string): Promise<ChangedMeanwhile> {
  const last = await lastActOn(tx, orgId, subjectId);
  return { rule: 'changed-meanwhile', by: last?.by ?? null, atMs: last?.atMs ?? null };
}

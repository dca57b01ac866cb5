import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';

/** What was read before it was changed is not what is there now: nothing was overwritten. */
export interface ChangedMeanwhile {
  readonly rule: 'changed-meanwhile';
  /** Who changed it last, as far as the operation log knows. */
  readonly by: string | null;
  readonly atMs: Instant | null;
}

/** Who acted last on a subject, or imported the whole organisation. */
export async function lastChangeOf(tx: Tx, orgId: string, subjectId: string): Promise<ChangedMeanwhile> {
  const last = await tx.one<{ by: string | null; atMs: Instant }>(
    `SELECT p.name AS \`by\`, a.at_ms FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
      WHERE a.org_id = ? AND (a.subject_id = ? OR a.act = 'import.organisation') ORDER BY a.at_ms DESC, a.id DESC LIMIT 1`,
    [orgId, subjectId],
  );
  return { rule: 'changed-meanwhile', by: last?.by ?? null, atMs: last?.atMs ?? null };
}

import type { SqlValue, Tx } from '../database/database';
import type { AuditEntryRow } from './audit-entry.row';

/** Who changed something last, and when. */
export type LastChange = Pick<AuditEntryRow, 'atMs'> & {
  /** Her name; null: the service itself. */
  readonly by: string | null;
};

/** The last act on a subject, or import of the whole organisation. */
export const lastActOn = (tx: Tx, orgId: string, subjectId: string): Promise<LastChange | null> =>
  tx.one(
    `SELECT p.name AS \`by\`, a.at_ms FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id
      WHERE a.org_id = ? AND (a.subject_id = ? OR a.act = 'import.organisation') ORDER BY a.at_ms DESC, a.id DESC LIMIT 1`,
    [orgId, subjectId],
  );

export interface AuditQuestion {
  readonly act?: string;
  /** Who acted, or for whom. */
  readonly personId?: string;
  readonly offset: number;
  readonly limit: number;
}

export type AuditRecord = Readonly<
  Pick<AuditEntryRow, 'id' | 'atMs' | 'act' | 'subjectType' | 'subjectId' | 'channel' | 'detail' | 'undoneMs'>
> & {
  /** The name of who acted; null: the service itself. */
  readonly by: string | null;
  /** The name of whom it was done for, where that is somebody else. */
  readonly onBehalfOf: string | null;
};

/** A page of the operation log of an organisation, the latest first, and how many entries the question has. */
export async function auditPage(
  tx: Tx,
  orgId: string,
  { act, personId, offset, limit }: AuditQuestion,
): Promise<{ records: AuditRecord[]; total: number }> {
  const where = ['a.org_id = ?'];
  const params: SqlValue[] = [orgId];
  if (act !== undefined) {
    where.push('a.act = ?');
    params.push(act);
  }
  if (personId !== undefined) {
    where.push('(a.actor_id = ? OR a.on_behalf_of = ?)');
    params.push(personId, personId);
  }
  const condition = where.join(' AND ');
  const counted = await tx.one<{ n: number }>(`SELECT COUNT(*) AS n FROM audit_entries a WHERE ${condition}`, params);
  const records = await tx.all<AuditRecord>(
    `SELECT a.id, a.at_ms, a.act, p.name AS \`by\`, b.name AS on_behalf_of, a.subject_type, a.subject_id, a.channel,
       a.detail, a.undone_ms
     FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id LEFT JOIN people b ON b.id = a.on_behalf_of
     WHERE ${condition} ORDER BY a.at_ms DESC, a.id DESC LIMIT ? OFFSET ?`,
    [...params, limit, offset],
  );
  return { records, total: counted?.n ?? 0 };
}

import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from './domain/act-context';
import { AuditEntryRow } from './audit-entry.row';

export interface AuditView {
  readonly id: string;
  readonly atMs: Instant;
  readonly act: string;
  readonly by: string | null;
  readonly onBehalfOf: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly channel: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly undoneMs: Instant | null;
}

export interface AuditQuestion {
  readonly act?: string;
  /** Who acted, or for whom. */
  readonly personId?: string;
  readonly offset: number;
  readonly limit: number;
}

/** The operation log of an organisation, the latest first. */
@Injectable()
export class LookAtAudit {
  constructor(private readonly database: Database) {}

  async page(scope: OrgScope, question: AuditQuestion): Promise<{ entries: AuditView[]; total: number }> {
    const where = ['a.org_id = ?'];
    const params: SqlValue[] = [scope.orgId];
    if (question.act !== undefined) {
      where.push('a.act = ?');
      params.push(question.act);
    }
    if (question.personId !== undefined) {
      where.push('(a.actor_id = ? OR a.on_behalf_of = ?)');
      params.push(question.personId, question.personId);
    }
    return this.database.read(async (tx) => {
      const condition = where.join(' AND ');
      const counted = await tx.one<{ n: number }>(
        `SELECT COUNT(*) AS n FROM audit_entries a WHERE ${condition}`,
        params,
      );
      const rows = await tx.all<Omit<AuditView, 'detail'> & { detail: string }>(
        `SELECT a.id, a.at_ms, a.act, p.name AS \`by\`, b.name AS on_behalf_of, a.subject_type, a.subject_id, a.channel,
           a.detail, a.undone_ms
         FROM audit_entries a LEFT JOIN people p ON p.id = a.actor_id LEFT JOIN people b ON b.id = a.on_behalf_of
         WHERE ${condition} ORDER BY a.at_ms DESC, a.id DESC LIMIT ? OFFSET ?`,
        [...params, question.limit, question.offset],
      );
      const entries = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
      return { entries, total: counted?.n ?? 0 };
    });
  }

  /** The id of the latest entry: when it is another than before, something was done, by whichever process. */
  async latest(scope: OrgScope): Promise<string | null> {
    const row = await this.database.read((tx) =>
      tx.findOne(AuditEntryRow, { orgId: scope.orgId }, { columns: ['id'], orderBy: { atMs: 'desc', id: 'desc' } }),
    );
    return row?.id ?? null;
  }
}

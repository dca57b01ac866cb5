import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from './domain/act-context';
import { auditPage, type AuditQuestion, type AuditRecord } from './audit.queries';
import { AuditEntryRow } from './audit-entry.row';

export interface AuditView extends Omit<AuditRecord, 'detail'> {
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The operation log of an organisation, the latest first. */
@Injectable()
export class LookAtAudit {
  constructor(private readonly database: Database) {}

  async page(scope: OrgScope, question: AuditQuestion): Promise<{ entries: AuditView[]; total: number }> {
    const { records, total } = await this.database.read((tx) => auditPage(tx, scope.orgId, question));
    const entries = records.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
    return { entries, total };
  }

  /** The id of the latest entry: when it is another than before, something was done, by whichever process. */
  async latest(scope: OrgScope): Promise<string | null> {
    const row = await this.database.read((tx) =>
      tx.findOne(AuditEntryRow, { orgId: scope.orgId }, { columns: ['id'], orderBy: { atMs: 'desc', id: 'desc' } }),
    );
    return row?.id ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { AuditEntryRow } from './audit-entry.row';
import { OperationRow } from './operation.row';

/** What is kept of a person's acts, for whoever wants to see it or to be forgotten. */
@Injectable()
export class ActRecords {
  /** What she did and when, the first act first. */
  of(tx: Tx, actorId: string): Promise<object[]> {
    return tx.find(AuditEntryRow, { actorId }, { columns: ['atMs', 'act', 'channel'], orderBy: { atMs: 'asc' } });
  }

  /** Forgets the answers to her; that somebody acted stays in the log. */
  async erase(tx: Tx, actorId: string): Promise<void> {
    await tx.delete(OperationRow, { actorId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(OperationRow, { orgId });
    await tx.delete(AuditEntryRow, { orgId });
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { AuditEntryRow } from './audit-entry.row';
import { OperationRow } from './operation.row';

/** A name that is to be found nowhere any more in what an organisation keeps. */
export interface NameToForget {
  readonly orgId: string;
  readonly name: string;
  /** What stands in its place; never longer than the name, so that it fits wherever the name did. */
  readonly instead: string;
}

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

  /** Takes a name out of the answers that are kept and of what the log says of acts. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE operations SET answer = REPLACE(answer, ?, ?) WHERE org_id = ? AND INSTR(answer, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run('UPDATE audit_entries SET detail = REPLACE(detail, ?, ?) WHERE org_id = ? AND INSTR(detail, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(OperationRow, { orgId });
    await tx.delete(AuditEntryRow, { orgId });
  }
}

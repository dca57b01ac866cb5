import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { AuditAct } from './domain/act-words';
import type { ActContext } from './domain/act-context';
import { AuditEntryRow } from './audit-entry.row';

export interface AuditRecord {
  readonly act: AuditAct;
  readonly subjectType: string;
  readonly subjectId: string;
  /** The person for whom somebody else acted. */
  readonly onBehalfOf?: string;
  readonly detail?: object;
  /** What 撤销 needs to take the act back; left out for acts that cannot be undone. */
  readonly undo?: object;
}

/** Writes the operation log, always inside the transaction of the act itself. */
@Injectable()
export class AuditLog {
  async write(tx: Tx, context: ActContext, record: AuditRecord): Promise<string> {
    const id = newId(context.now);
    await tx.insert(AuditEntryRow, {
      id,
      orgId: context.scope.orgId,
      atMs: context.now,
      actorId: context.actorId,
      onBehalfOf: record.onBehalfOf ?? null,
      act: record.act,
      subjectType: record.subjectType,
      subjectId: record.subjectId,
      detail: JSON.stringify(record.detail ?? {}),
      channel: context.channel,
      undoWith: record.undo ? JSON.stringify(record.undo) : null,
    });
    return id;
  }
}

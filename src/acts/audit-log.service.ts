import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { ActContext } from './domain/act-context';

export interface AuditRecord {
  readonly act: string;
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
    await tx.insert('audit_entries', {
      id,
      org_id: context.scope.orgId,
      at_ms: context.now,
      actor_id: context.actorId,
      on_behalf_of: record.onBehalfOf ?? null,
      act: record.act,
      subject_type: record.subjectType,
      subject_id: record.subjectId,
      detail: JSON.stringify(record.detail ?? {}),
      channel: context.channel,
      undo_with: record.undo ? JSON.stringify(record.undo) : null,
      undone_ms: null,
    });
    return id;
  }
}

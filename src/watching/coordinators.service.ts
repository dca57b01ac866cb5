import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';

/** Whom the service turns to when something stays open. */
@Injectable()
export class Coordinators {
  /** In a stable order. */
  async of(tx: Tx, { orgId }: OrgScope): Promise<string[]> {
    const rows = await tx.all<{ id: string }>(
      `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
       WHERE g.org_id = ? AND g.role = 'coordinator' ORDER BY p.slug`,
      [orgId],
    );
    return rows.map((row) => row.id);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { versionsOf, type VersionRecord } from './draft.queries';

/** One drafted or published version of a month. */
export interface RotaVersion extends Omit<VersionRecord, 'summary'> {
  readonly summary: Readonly<Record<string, number>>;
}

/** The versions of a month's rota, the newest first. */
@Injectable()
export class RotaVersions {
  constructor(private readonly database: Database) {}

  async of(scope: OrgScope, month: string): Promise<RotaVersion[]> {
    const rows = await this.database.read((tx) => versionsOf(tx, scope.orgId, month));
    return rows.map((row) => ({ ...row, summary: JSON.parse(row.summary) as Record<string, number> }));
  }
}

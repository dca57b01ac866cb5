import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';

/** One drafted or published version of a month. */
export interface RotaVersion {
  readonly id: string;
  readonly version: number;
  readonly state: 'draft' | 'published' | 'discarded';
  readonly source: string;
  readonly by: string | null;
  readonly createdMs: Instant;
  readonly publishedMs: Instant | null;
  readonly summary: Readonly<Record<string, number>>;
}

/** The versions of a month's rota, the newest first. */
@Injectable()
export class RotaVersions {
  constructor(private readonly database: Database) {}

  async of(scope: OrgScope, month: string): Promise<RotaVersion[]> {
    const rows = await this.database.read((tx) =>
      tx.all<Omit<RotaVersion, 'summary'> & { summary: string }>(
        `SELECT r.id, r.version, r.state, r.source, p.name AS \`by\`, r.created_ms, r.published_ms, r.summary
           FROM rotas r LEFT JOIN people p ON p.id = r.created_by
          WHERE r.org_id = ? AND r.month = ? ORDER BY r.version DESC LIMIT 100`,
        [scope.orgId, month],
      ),
    );
    return rows.map((row) => ({ ...row, summary: JSON.parse(row.summary) as Record<string, number> }));
  }
}

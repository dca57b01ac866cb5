import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';

export interface Organisation {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly path: string;
  readonly sample: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface OrganisationRecord extends Omit<Organisation, 'key' | 'sample' | 'settings'> {
  slug: string;
  sample: number;
  settings: string;
}

const COLUMNS = 'id, slug, name, time_zone, path, sample, settings';

/** The tree of organisations. */
@Injectable()
export class Organisations {
  constructor(private readonly database: Database) {}

  async list(): Promise<Organisation[]> {
    const rows = await this.database.read((tx) =>
      tx.all<OrganisationRecord>(`SELECT ${COLUMNS} FROM organisations ORDER BY path`),
    );
    return rows.map(organisationOf);
  }

  async byId(id: string): Promise<Organisation | null> {
    const row = await this.database.read((tx) =>
      tx.one<OrganisationRecord>(`SELECT ${COLUMNS} FROM organisations WHERE id = ?`, [id]),
    );
    return row && organisationOf(row);
  }

  /** The scope in which acts of this organisation happen; null for an unknown one. */
  async scopeOf(orgId: string): Promise<OrgScope | null> {
    const organisation = await this.byId(orgId);
    return organisation && { orgId: organisation.id, zone: organisation.timeZone };
  }
}

function organisationOf({ slug, sample, settings, ...row }: OrganisationRecord): Organisation {
  return { ...row, key: slug, sample: sample === 1, settings: JSON.parse(settings) as Record<string, unknown> };
}

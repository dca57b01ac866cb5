import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { OrganisationRow } from './organisation.row';

export interface Organisation {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly path: string;
  readonly sample: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The tree of organisations. */
@Injectable()
export class Organisations {
  constructor(private readonly database: Database) {}

  async list(): Promise<Organisation[]> {
    const rows = await this.database.read((tx) => tx.find(OrganisationRow, {}, { orderBy: { path: 'asc' } }));
    return rows.map(organisationOf);
  }

  async byId(id: string): Promise<Organisation | null> {
    const row = await this.database.read((tx) => tx.findOne(OrganisationRow, { id }));
    return row && organisationOf(row);
  }

  /** The scope in which acts of this organisation happen; null for an unknown one. */
  async scopeOf(orgId: string): Promise<OrgScope | null> {
    const organisation = await this.byId(orgId);
    return organisation && { orgId: organisation.id, zone: organisation.timeZone };
  }
}

function organisationOf({ id, slug, name, timeZone, path, sample, settings }: OrganisationRow): Organisation {
  return { id, key: slug, name, timeZone, path, sample, settings: JSON.parse(settings) as Record<string, unknown> };
}

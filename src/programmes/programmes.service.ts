import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { readSpecification } from './domain/read-specification';
import type { ProgrammeSpecification } from './domain/specification';
import { ProgrammeRow } from './programme.row';

export interface Programme {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly sortOrder: number;
  readonly specification: ProgrammeSpecification;
}

/** The programmes of an organisation. */
@Injectable()
export class Programmes {
  async list(tx: Tx, scope: OrgScope): Promise<Programme[]> {
    const inOrder = { orderBy: { sortOrder: 'asc', slug: 'asc' } } as const;
    const rows = await tx.find(ProgrammeRow, { orgId: scope.orgId }, inOrder);
    return rows.map(programmeOf);
  }

  async byId(tx: Tx, scope: OrgScope, id: string): Promise<Programme | null> {
    const row = await tx.findOne(ProgrammeRow, { id, orgId: scope.orgId });
    return row && programmeOf(row);
  }

  async byKey(tx: Tx, scope: OrgScope, key: string): Promise<Programme | null> {
    const row = await tx.findOne(ProgrammeRow, { slug: key, orgId: scope.orgId });
    return row && programmeOf(row);
  }
}

function programmeOf(row: ProgrammeRow): Programme {
  return {
    id: row.id,
    key: row.slug,
    name: row.name,
    sortOrder: row.sortOrder,
    specification: readSpecification(row.specification),
  };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import { readSpecification } from './domain/read-specification';
import type { ProgrammeSpecification } from './domain/specification';

export interface Programme {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly sortOrder: number;
  readonly specification: ProgrammeSpecification;
}

interface ProgrammeRecord {
  id: string;
  slug: string;
  name: string;
  sortOrder: number;
  specification: string;
}

const COLUMNS = 'id, slug, name, sort_order, specification';

/** The programmes of an organisation. */
@Injectable()
export class Programmes {
  async list(tx: Tx, scope: OrgScope): Promise<Programme[]> {
    const rows = await tx.all<ProgrammeRecord>(
      `SELECT ${COLUMNS} FROM programmes WHERE org_id = ? ORDER BY sort_order, slug`,
      [scope.orgId],
    );
    return rows.map(programmeOf);
  }

  async byId(tx: Tx, scope: OrgScope, id: string): Promise<Programme | null> {
    return one(tx, 'id = ? AND org_id = ?', [id, scope.orgId]);
  }

  async byKey(tx: Tx, scope: OrgScope, key: string): Promise<Programme | null> {
    return one(tx, 'slug = ? AND org_id = ?', [key, scope.orgId]);
  }
}

async function one(tx: Tx, where: string, params: string[]): Promise<Programme | null> {
  const row = await tx.one<ProgrammeRecord>(`SELECT ${COLUMNS} FROM programmes WHERE ${where}`, params);
  return row ? programmeOf(row) : null;
}

function programmeOf(row: ProgrammeRecord): Programme {
  return {
    id: row.id,
    key: row.slug,
    name: row.name,
    sortOrder: row.sortOrder,
    specification: readSpecification(row.specification),
  };
}

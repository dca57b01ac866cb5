import type { Tx } from '../database/database';
import { ProgrammeRow } from './programme.row';

/** A programme as it is stored. */
export type ProgrammeRecord = Pick<ProgrammeRow, 'id' | 'slug' | 'name' | 'specification'>;

/** Those of `ids` that are programmes, in no order. */
export const programmesById = (tx: Tx, ids: readonly string[]): Promise<ProgrammeRecord[]> =>
  tx.find(ProgrammeRow, { id: ids }, { columns: ['id', 'slug', 'name', 'specification'] });

/** What is set for the programmes of an organisation, in no order. */
export const specificationsOf = (tx: Tx, orgId: string): Promise<Pick<ProgrammeRow, 'id' | 'specification'>[]> =>
  tx.find(ProgrammeRow, { orgId }, { columns: ['id', 'specification'] });

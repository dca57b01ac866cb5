import type { Tx } from '../database/database';
import { OrganisationRow } from './organisation.row';

/** What is set for an organisation, as it is stored; nothing for an unknown one. */
export async function settingsOf(tx: Tx, orgId: string): Promise<string> {
  const row = await tx.findOne(OrganisationRow, { id: orgId }, { columns: ['settings'] });
  return row?.settings ?? '{}';
}

export const organisationNamed = (tx: Tx, orgId: string): Promise<Pick<OrganisationRow, 'name'> | null> =>
  tx.findOne(OrganisationRow, { id: orgId }, { columns: ['name'] });

/** In which time zones these organisations live. */
export const zonesOf = (tx: Tx, ids: readonly string[]): Promise<Pick<OrganisationRow, 'id' | 'timeZone'>[]> =>
  tx.find(OrganisationRow, { id: ids }, { columns: ['id', 'timeZone'] });

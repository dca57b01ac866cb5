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

/** An organisation with what it sets for itself. */
export type OrganisationRecord = Pick<OrganisationRow, 'id' | 'name' | 'path' | 'timeZone' | 'settings'>;

export const organisationById = (tx: Tx, id: string): Promise<OrganisationRecord | null> =>
  tx.findOne(OrganisationRow, { id }, { columns: ['id', 'name', 'path', 'timeZone', 'settings'] });

/** An organisation as files know it. */
export type KeyedOrganisation = OrganisationRecord & Pick<OrganisationRow, 'parentId' | 'regionCode'>;

export const organisationWithKey = (tx: Tx, key: string): Promise<KeyedOrganisation | null> =>
  tx.findOne(
    OrganisationRow,
    { slug: key },
    { columns: ['id', 'name', 'path', 'timeZone', 'settings', 'parentId', 'regionCode'] },
  );

/** Every organisation there is, each before those below it. */
export const everyOrganisation = (tx: Tx): Promise<(OrganisationRecord & Pick<OrganisationRow, 'sample'>)[]> =>
  tx.find(
    OrganisationRow,
    {},
    { columns: ['id', 'name', 'path', 'timeZone', 'settings', 'sample'], orderBy: { path: 'asc' } },
  );

/** Whether an organisation right below `parentId` has this name. */
export async function isNamedBelow(tx: Tx, parentId: string, name: string): Promise<boolean> {
  return (await tx.findOne(OrganisationRow, { parentId, name }, { columns: ['id'] })) !== null;
}

/** Whether there is any organisation yet. */
export async function isAnyThere(tx: Tx): Promise<boolean> {
  return (await tx.findOne(OrganisationRow, {}, { columns: ['id'] })) !== null;
}

/** Nothing, only the organisation to try things out with, or organisations in earnest. */
export async function whatIsThere(tx: Tx): Promise<'nothing' | 'sample' | 'organisations'> {
  if (await tx.findOne(OrganisationRow, { sample: false }, { columns: ['id'] })) return 'organisations';
  return (await isAnyThere(tx)) ? 'sample' : 'nothing';
}

/** Whether it is the organisation to try things out with. */
export async function isSample(tx: Tx, id: string): Promise<boolean> {
  return (await tx.findOne(OrganisationRow, { id, sample: true }, { columns: ['id'] })) !== null;
}

import type { Tx } from '../database/database';
import { PersonRow } from './person.row';

/** A person as others are told of her. */
export interface NamedPerson {
  readonly personId: PersonRow['id'];
  readonly name: PersonRow['name'];
}

/** Those of `ids` who are people, in no order. */
export async function peopleNamed(tx: Tx, ids: readonly string[]): Promise<NamedPerson[]> {
  const rows = await tx.find(PersonRow, { id: ids }, { columns: ['id', 'name'] });
  return rows.map(({ id, name }) => ({ personId: id, name }));
}

/** What somebody is called; null for an unknown id. */
export async function nameOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.findOne(PersonRow, { id: personId }, { columns: ['name'] });
  return row && row.name;
}

export type PersonSettings = Pick<PersonRow, 'id' | 'slug' | 'joined' | 'caps' | 'preferences'>;

/** What is set for these people, as it is stored, in no order. */
export const settingsOfPeople = (tx: Tx, ids: readonly string[]): Promise<PersonSettings[]> =>
  tx.find(PersonRow, { id: ids }, { columns: ['id', 'slug', 'joined', 'caps', 'preferences'] });

/** Whether the person belongs to the organisation, whether she still serves or not. */
export async function isOf(tx: Tx, orgId: string, personId: string): Promise<boolean> {
  return (await tx.findOne(PersonRow, { id: personId, orgId }, { columns: ['id'] })) !== null;
}

/** Whether the person belongs to the organisation and is still with it. */
export async function isActiveIn(tx: Tx, orgId: string, personId: string): Promise<boolean> {
  return (await tx.findOne(PersonRow, { id: personId, orgId, active: true }, { columns: ['id'] })) !== null;
}

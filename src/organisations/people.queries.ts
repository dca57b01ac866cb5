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

export type WishesOfPerson = Pick<PersonRow, 'id' | 'slug' | 'preferences'>;

/** What these people wish, as it is stored, in no order. */
export const wishesOfPeople = (tx: Tx, ids: readonly string[]): Promise<WishesOfPerson[]> =>
  tx.find(PersonRow, { id: ids }, { columns: ['id', 'slug', 'preferences'] });

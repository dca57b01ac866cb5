import type { SqlValue, Tx } from '../database/database';
import type { Role } from '../acts/domain/act-context';
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

/** A person as she is found by her name or her key. */
export interface PersonSummary {
  readonly id: PersonRow['id'];
  readonly key: PersonRow['slug'];
  readonly name: PersonRow['name'];
}

const SUMMARIES = 'SELECT p.id, p.slug AS `key`, p.name FROM people p';

/** Active people of an organisation found by a condition on `p` (people), by their keys. */
export const activePeople = (
  tx: Tx,
  orgId: string,
  { where, params, limit }: { readonly where: string; readonly params: readonly SqlValue[]; readonly limit: number },
): Promise<PersonSummary[]> =>
  tx.all(`${SUMMARIES} WHERE p.org_id = ? AND p.active = 1 AND ${where} ORDER BY p.slug LIMIT ${String(limit)}`, [
    orgId,
    ...params,
  ]);

/** Active people of an organisation with a role, wherever they have it, by their keys. */
export const peopleWithRole = (tx: Tx, orgId: string, role: Role): Promise<PersonSummary[]> =>
  tx.all(
    `${SUMMARIES} JOIN grants g ON g.person_id = p.id AND g.role = ? WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug`,
    [role, orgId],
  );

import type { Tx } from '../database/database';
import { QualificationRow } from './qualification.row';

/** What posts of an organisation may ask for. */
export interface NamedKey {
  readonly key: QualificationRow['slug'];
  readonly name: QualificationRow['name'];
}

/** In the order of their keys. */
export async function qualificationsOf(tx: Tx, orgId: string): Promise<NamedKey[]> {
  const rows = await tx.find(QualificationRow, { orgId }, { columns: ['slug', 'name'], orderBy: { slug: 'asc' } });
  return rows.map(({ slug, name }) => ({ key: slug, name }));
}

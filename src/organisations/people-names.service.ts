import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../acts/domain/act-context';
import { PEOPLE_CHANGES_SO_FAR } from '../database/change-counter';
import type { Tx } from '../database/tx';
import type { PersonRow } from './person.row';

const KEPT = 200;

interface Kept {
  readonly changes: number;
  readonly names: readonly string[];
}

/** What the people of an organisation are called, all of them, whether they still serve or not. */
@Injectable()
export class PeopleNames {
  private readonly kept = new Map<string, Kept>();

  /** The same list as long as nobody has come, gone or changed her name. Where nobody has, none is read. */
  async of(tx: Tx, { orgId }: OrgScope): Promise<readonly string[]> {
    const [now] = await tx.all<{ changes: number }>(`SELECT ${PEOPLE_CHANGES_SO_FAR} AS changes`, []);
    const changes = Number(now?.changes);
    const before = this.kept.get(orgId);
    if (before?.changes === changes) return before.names;
    const rows = await tx.all<Pick<PersonRow, 'name'>>(
      'SELECT DISTINCT p.name FROM people p WHERE p.org_id = ? ORDER BY p.name',
      [orgId],
    );
    const read = rows.map(({ name }) => name);
    const names = before?.names.join('\n') === read.join('\n') ? before.names : read;
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(orgId, { changes, names });
    return names;
  }
}

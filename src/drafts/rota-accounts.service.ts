import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { ActContext } from '../acts/domain/act-context';
import type { Account } from '../rostering/domain/drafted-month';
import { namedAccounts } from './draft.queries';
import { RotaAccountRow } from './rota-account.row';

export interface NamedAccount extends Account {
  readonly name: string;
}

/** What each has in a drafted month beside her fair share: it stays with the draft, for whoever decides on it later. */
@Injectable()
export class RotaAccounts {
  async keep(tx: Tx, { scope, now }: ActContext, rotaId: string, accounts: readonly Account[]): Promise<void> {
    if (accounts.length === 0) return;
    await tx.insert(
      RotaAccountRow,
      accounts.map(({ personId, counts, fair, difference }) => ({
        id: newId(now),
        orgId: scope.orgId,
        rotaId,
        personId,
        account: JSON.stringify({ counts, fair, difference }),
      })),
    );
  }

  /** In the order of the draft; none of a rota that was not drafted by the service. */
  async of(tx: Tx, rotaId: string): Promise<NamedAccount[]> {
    const rows = await namedAccounts(tx, rotaId);
    return rows.map(({ personId, name, account }) => ({
      personId,
      name,
      ...(JSON.parse(account) as Omit<Account, 'personId'>),
    }));
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder, type NameToForget } from '../organisations/holdings.service';
import { DraftRunRow } from './draft-run.row';
import { RotaAccountRow } from './rota-account.row';
import { RotaEntryRow } from './rota-entry.row';
import { RotaRow } from './rota.row';

/** Drafts of an organisation that goes, and what they account for of a person who goes. */
@Injectable()
export class DraftHoldings implements Holder, OnModuleInit {
  readonly name = 'drafts';
  readonly pointsAt = ['rota'];

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(RotaAccountRow, { personId });
  }

  /** Why others were given a seat, and why nobody was. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE rota_entries SET reason = REPLACE(reason, ?, ?) WHERE org_id = ? AND INSTR(reason, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run('UPDATE rotas SET summary = REPLACE(summary, ?, ?) WHERE org_id = ? AND INSTR(summary, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(RotaEntryRow, { orgId });
    await tx.delete(RotaAccountRow, { orgId });
    await tx.delete(RotaRow, { orgId });
    await tx.delete(DraftRunRow, { orgId });
  }
}

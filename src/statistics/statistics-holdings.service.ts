import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder, type NameToForget } from '../organisations/holdings.service';
import { PeriodTotalRow } from './period-total.row';
import { TallyEntryRow } from './tally-entry.row';

/** What people reported, for whoever wants to see it; figures stay when a person goes. */
@Injectable()
export class StatisticsHoldings implements Holder, OnModuleInit {
  readonly name = 'statistics';
  readonly pointsAt = ['programmes'];

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async held(tx: Tx, personId: string) {
    const figure = ['measure', 'value', 'atMs', 'note'] as const;
    return { tallies: await tx.find(TallyEntryRow, { personId }, { columns: figure, orderBy: { atMs: 'asc' } }) };
  }

  /** What others wrote beside their figures. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE tally_entries SET note = REPLACE(note, ?, ?) WHERE org_id = ? AND INSTR(note, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(TallyEntryRow, { orgId });
    await tx.delete(PeriodTotalRow, { orgId });
  }
}

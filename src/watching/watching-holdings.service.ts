import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { EscalationCallRow } from './escalation-call.row';
import { EscalationRow } from './escalation.row';
import { VacancyAskRow } from './vacancy-ask.row';
import { VacancyRow } from './vacancy.row';

/** Searches and alarms of an organisation that goes. */
@Injectable()
export class WatchingHoldings implements Holder, OnModuleInit {
  readonly name = 'watching';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(VacancyAskRow, { orgId });
    await tx.delete(VacancyRow, { orgId });
    await tx.delete(EscalationCallRow, { orgId });
    await tx.delete(EscalationRow, { orgId });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../database/database';
import { Holdings, type Holder } from '../../organisations/holdings.service';
import { DialogueRow } from './dialogue.row';

/** Where people's conversations stand, of those who go. */
@Injectable()
export class DialogueHoldings implements Holder, OnModuleInit {
  readonly name = 'conversation';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(DialogueRow, { personId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(DialogueRow, { orgId });
  }
}

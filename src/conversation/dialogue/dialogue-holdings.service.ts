import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../database/database';
import { Holdings, type Holder, type NameToForget } from '../../organisations/holdings.service';
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

  /** Lists and questions that are open for others. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE dialogues SET listing = REPLACE(listing, ?, ?) WHERE org_id = ? AND INSTR(listing, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run(
      'UPDATE dialogues SET question = REPLACE(question, ?, ?) WHERE org_id = ? AND INSTR(question, ?) > 0',
      [name, instead, orgId, name],
    );
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(DialogueRow, { orgId });
  }
}

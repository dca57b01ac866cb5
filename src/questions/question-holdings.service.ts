import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder } from '../organisations/holdings.service';
import { AskedQuestionRow } from './asked-question.row';

/** What people wanted to be passed on, for whoever wants to see hers or to be forgotten. */
@Injectable()
export class QuestionHoldings implements Holder, OnModuleInit {
  readonly name = 'questions';

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async held(tx: Tx, personId: string) {
    const columns = ['text', 'askedMs', 'answer', 'answeredMs'] as const;
    return { questions: await tx.find(AskedQuestionRow, { personId }, { columns, orderBy: { askedMs: 'asc' } }) };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.delete(AskedQuestionRow, { personId });
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(AskedQuestionRow, { orgId });
  }
}

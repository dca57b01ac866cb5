import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Holdings, type Holder, type NameToForget } from '../organisations/holdings.service';
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

  /** What others asked, and the answers to them. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run('UPDATE asked_questions SET text = REPLACE(text, ?, ?) WHERE org_id = ? AND INSTR(text, ?) > 0', [
      name,
      instead,
      orgId,
      name,
    ]);
    await tx.run(
      'UPDATE asked_questions SET answer = REPLACE(answer, ?, ?) WHERE org_id = ? AND INSTR(answer, ?) > 0',
      [name, instead, orgId, name],
    );
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(AskedQuestionRow, { orgId });
  }
}

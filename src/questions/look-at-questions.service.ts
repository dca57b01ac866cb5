import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../acts/domain/act-context';
import { Database, type Tx } from '../database/database';
import { askedQuestion, askedQuestions } from './asked-questions.queries';
import type { AskedQuestion } from './domain/asked-question';

/** Questions that were passed on, for coordinators. */
@Injectable()
export class LookAtQuestions {
  constructor(private readonly database: Database) {}

  /** Those that wait first, the oldest of them first; then those that were answered, the latest first. */
  list(scope: OrgScope): Promise<AskedQuestion[]> {
    return this.database.read(async (tx) => {
      const waiting = await askedQuestions(tx, 'q.org_id = ? AND q.answered_ms IS NULL ORDER BY q.number', [
        scope.orgId,
      ]);
      const answered = await askedQuestions(
        tx,
        'q.org_id = ? AND q.answered_ms IS NOT NULL ORDER BY q.answered_ms DESC',
        [scope.orgId],
      );
      return [...waiting, ...answered];
    });
  }

  /** null: unknown, or of another organisation. */
  byId(tx: Tx, scope: OrgScope, id: string): Promise<AskedQuestion | null> {
    return askedQuestion(tx, 'q.org_id = ? AND q.id = ?', [scope.orgId, id]);
  }

  byNumber(scope: OrgScope, number: number): Promise<AskedQuestion | null> {
    return this.database.read((tx) => askedQuestion(tx, 'q.org_id = ? AND q.number = ?', [scope.orgId, number]));
  }
}

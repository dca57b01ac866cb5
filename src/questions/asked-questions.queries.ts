import type { SqlValue, Tx } from '../database/database';
import type { AskedQuestion } from './domain/asked-question';

const MOST = 100;

/** The first question for which the condition on `q` holds, or null. */
export async function askedQuestion(tx: Tx, where: string, params: readonly SqlValue[]): Promise<AskedQuestion | null> {
  return (await askedQuestions(tx, where, params))[0] ?? null;
}

/** Questions for which the condition on `q` holds, with the names of who asked and who answered. */
export async function askedQuestions(tx: Tx, where: string, params: readonly SqlValue[]): Promise<AskedQuestion[]> {
  const rows = await tx.all<Omit<AskedQuestion, 'kept'> & { keptMs: number | null }>(
    `SELECT q.id, q.number, q.person_id, p.name AS person_name, q.text, q.asked_ms, q.answer, b.name AS answered_by_name,
       q.answered_ms, q.kept_ms
     FROM asked_questions q JOIN people p ON p.id = q.person_id LEFT JOIN people b ON b.id = q.answered_by
     WHERE ${where} LIMIT ${String(MOST)}`,
    params,
  );
  return rows.map(({ keptMs, ...row }) => ({ ...row, kept: keptMs !== null }));
}

import type { Forgetting } from '../database/forgetting';
import { DAY } from '../kernel/clock';
import { SignInChallengeRow } from './sign-in-challenge.row';
import { WebSessionRow } from './web-session.row';

/** Sessions that nobody can use any more. */
export const OLD_WEB_SESSIONS: Forgetting = {
  keepMs: 0,
  bite: async (tx, before, most) => {
    const old = await tx.find(WebSessionRow, { expiresMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(WebSessionRow, { id: old.map(({ id }) => id) });
  },
};

/** Codes and challenges that nobody can use any more; those of a day ago still count against whoever tries too often. */
export const OLD_CHALLENGES: Forgetting = {
  keepMs: DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(SignInChallengeRow, { expiresMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(SignInChallengeRow, { id: old.map(({ id }) => id) });
  },
};

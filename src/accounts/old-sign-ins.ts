import type { Forgetting } from '../database/forgetting';
import { DAY } from '../kernel/clock';
import { SignInChallengeRow } from './sign-in-challenge.row';
import { releaseAccounts } from '../organisations/identities.service';
import { WebSessionRow } from './web-session.row';
import { LIFETIMES, WEB_CHAT } from './web-sessions.service';

/** Sessions that nobody can use any more. Whoever was known by one in the chat is from now on reached another way. */
export const OLD_WEB_SESSIONS: Forgetting = {
  keepMs: 0,
  bite: async (tx, before, most) => {
    const idle = { kind: 'chat', usedMs: { lt: before - LIFETIMES.chat.idleMs } };
    const options = { columns: ['id'] as const, limit: most };
    const expired = await tx.find(WebSessionRow, { expiresMs: { lt: before } }, options);
    const old = expired.length > 0 ? expired : await tx.find(WebSessionRow, idle, options);
    const ids = old.map(({ id }) => id);
    await releaseAccounts(tx, WEB_CHAT, ids);
    return tx.delete(WebSessionRow, { id: ids });
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

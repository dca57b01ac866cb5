import type { Tx } from '../database/database';
import type { Forgetting } from '../database/forgetting';
import type { Where } from '../database/typed';
import { DAY } from '../kernel/clock';
import { SignInChallengeRow } from './sign-in-challenge.row';
import { releaseAccounts } from '../organisations/identities.service';
import { WebSessionRow } from './web-session.row';
import { LIFETIMES, WEB_CHAT } from './web-sessions.service';

/** Sessions that nobody can use any more. Whoever was known by one in the chat is from now on reached another way. */
export const OLD_WEB_SESSIONS: Forgetting = {
  keepMs: 0,
  bite: (tx, before, most) => end(tx, { expiresMs: { lt: before } }, most),
};

/** Chat pages that nobody has opened for so long that they may not be used again. */
export const IDLE_CHAT_SESSIONS: Forgetting = {
  keepMs: LIFETIMES.chat.idleMs,
  bite: (tx, before, most) => end(tx, { kind: 'chat', usedMs: { lt: before } }, most),
};

async function end(tx: Tx, where: Where<WebSessionRow>, most: number): Promise<number> {
  const old = await tx.find(WebSessionRow, where, { columns: ['id'], limit: most });
  const ids = old.map(({ id }) => id);
  await releaseAccounts(tx, WEB_CHAT, ids);
  return tx.delete(WebSessionRow, { id: ids });
}

/** Codes and challenges that nobody can use any more; those of a day ago still count against whoever tries too often. */
export const OLD_CHALLENGES: Forgetting = {
  keepMs: DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(SignInChallengeRow, { expiresMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(SignInChallengeRow, { id: old.map(({ id }) => id) });
  },
};

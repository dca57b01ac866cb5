import type { Session } from './session';

/** Tables whose rows show in somebody's calendar or say whose calendar it is. */
const SHOWN =
  'assignments|registrations|sessions|shifts|programmes|organisations|people|identities|grants|calendar_answers|invitations';
/** An address that ends counts, too; that one was used or made does not. */
const ENDED = 'update\\s+[`"]?feed_tokens[`"]?\\s+set\\s+[`"]?revoked_ms|delete\\s+from\\s+[`"]?feed_tokens';
const CHANGE = new RegExp(
  `^\\s*(?:(?:insert(?:\\s+ignore)?\\s+into|replace\\s+into|update|delete\\s+from)\\s+[\`"]?(?:${SHOWN})|${ENDED})\\b`,
  'i',
);

/** Several rows, so that processes that commit at the same instant seldom wait for one another. */
const COUNTERS = 16;

/** Whether a statement changes something that shows in calendars, or who may see them. */
export const changesCalendars = (sql: string): boolean => CHANGE.test(sql);

/** Counts a change; the last statement of its unit, so that the row is held no longer than the commit takes. */
export async function countChange(session: Session): Promise<void> {
  const counter = Math.floor(Math.random() * COUNTERS);
  await session.run(
    `INSERT INTO change_counters (counter, revision) VALUES (?, 1) ${session.orElse('counter')} revision = revision + 1`,
    [counter],
  );
}

/**
 * An expression for any query: a number that moves with every committed change of what shows in calendars, whoever
 * made it. The same number twice means that nothing has changed between.
 */
export const CHANGES_SO_FAR = '(SELECT COALESCE(SUM(revision), 0) FROM change_counters)';

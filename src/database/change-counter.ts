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

/** Whoever comes, goes or is called otherwise. */
const PERSON = /^\s*(?:(?:insert(?:\s+ignore)?|replace)\s+into|update|delete\s+from)\s+[`"]?people\b/i;

/** Several rows, so that processes that commit at the same instant seldom wait for one another. */
const COUNTERS = 16;
/** One row is enough for people: they seldom change. */
const PEOPLE_COUNTER = 100;

/** What a unit has written, as far as it is counted. */
export interface Counted {
  /** Something that shows in calendars, or says who may see them. */
  calendars: boolean;
  people: boolean;
}

/** Notes in `counted` what a statement changes. */
export function noteChange(counted: Counted, sql: string): void {
  counted.calendars ||= CHANGE.test(sql);
  counted.people ||= PERSON.test(sql);
}

/** Counts what was changed; the last statements of its unit, so that the rows are held no longer than the commit takes. */
export async function countChanges(session: Session, { calendars, people }: Counted): Promise<void> {
  if (calendars) await raise(session, Math.floor(Math.random() * COUNTERS));
  if (people) await raise(session, PEOPLE_COUNTER);
}

async function raise(session: Session, counter: number): Promise<void> {
  await session.run(
    `INSERT INTO change_counters (counter, revision) VALUES (?, 1) ${session.orElse('counter')} revision = revision + 1`,
    [counter],
  );
}

/**
 * An expression for any query: a number that moves with every committed change of what shows in calendars, whoever
 * made it. The same number twice means that nothing has changed between.
 */
export const CHANGES_SO_FAR = `(SELECT COALESCE(SUM(revision), 0) FROM change_counters WHERE counter < ${String(COUNTERS)})`;

/** The same for what people are called, and for nothing else: the acts of a busy day leave it where it is. */
export const PEOPLE_CHANGES_SO_FAR = `(SELECT COALESCE(SUM(revision), 0) FROM change_counters WHERE counter = ${String(PEOPLE_COUNTER)})`;

import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { postOf, type ProgrammeSpecification } from '../programmes/domain/specification';
import type { PlanDifference } from './plan-difference';
import type { Programme } from '../programmes/programmes.service';

/** What a change of a programme means for the sessions that are planned already. */
export interface Consequences {
  /** Sessions to come; none where only the goals of later drafts are others. */
  readonly sessions: number;
  /** People missing on them before and after. */
  readonly missingBefore: number;
  readonly missingAfter: number;
  /** Shifts that hold more people than the new maximum; they keep them. */
  readonly overfull: number;
  /** Shifts of posts that are gone, kept because somebody serves on them. */
  readonly kept: number;
  /** What other days and hours mean; null when they stay as they are. */
  readonly plan: PlanConsequences | null;
}

/** Counts of sessions; `told`: people on those that are moved, who hear of it. */
export interface PlanConsequences {
  readonly moved: number;
  readonly told: number;
  readonly gone: number;
  readonly kept: number;
  readonly created: number;
}

interface Seats {
  sessionId: string;
  postKey: string;
  seatsMin: number;
  taken: number;
}

function differsInGoalsAlone(before: ProgrammeSpecification, after: ProgrammeSpecification): boolean {
  const rest = (one: ProgrammeSpecification): string => JSON.stringify({ ...one, goals: undefined });
  return rest(before) === rest(after);
}

export async function consequencesOf(
  tx: Tx,
  before: Programme,
  after: ProgrammeSpecification,
  now: Instant,
  plan: PlanDifference | null,
): Promise<Consequences> {
  const ahead = await tx.one<{ n: number }>(
    "SELECT COUNT(*) AS n FROM sessions WHERE programme_id = ? AND start_ms > ? AND state <> 'cancelled'",
    [before.id, now],
  );
  const seats = await tx.all<Seats>(
    `SELECT session_id, post_key, seats_min, taken FROM shifts
      WHERE programme_id = ? AND start_ms > ? AND state <> 'cancelled'`,
    [before.id, now],
  );
  const sessions = ahead?.n ?? 0;
  const gone = new Set(plan?.gone.map(({ id }) => id));
  const staying = seats.filter(({ sessionId }) => !gone.has(sessionId));
  const sum = (of: (one: Seats) => number, among = staying): number => among.reduce((total, one) => total + of(one), 0);
  const known = new Set(seats.map(({ postKey }) => postKey));
  const perSession = after.posts.reduce((total, { min }) => total + min, 0);
  const fresh = after.posts.filter(({ key }) => !known.has(key)).reduce((total, { min }) => total + min, 0);
  return {
    sessions: differsInGoalsAlone(before.specification, after) ? 0 : sessions,
    missingBefore: sum(({ seatsMin, taken }) => Math.max(0, seatsMin - taken), seats),
    missingAfter:
      sum(({ postKey, taken }) => Math.max(0, (postOf(after, postKey)?.min ?? 0) - taken)) +
      fresh * (sessions - gone.size) +
      perSession * (plan?.created ?? 0),
    overfull: sum(({ postKey, taken }) => Number(taken > (postOf(after, postKey)?.max ?? Infinity))),
    kept: sum(({ postKey, taken }) => Number(taken > 0 && postOf(after, postKey) === undefined)),
    plan: plan && (await planConsequences(tx, plan)),
  };
}

async function planConsequences(tx: Tx, { moved, gone, kept, created }: PlanDifference): Promise<PlanConsequences> {
  const ids = moved.filter(({ session }) => session.people > 0).map(({ session }) => session.id);
  const marks = ids.map(() => '?').join(',');
  const told =
    ids.length === 0
      ? []
      : await tx.all<{ personId: string }>(
          `SELECT a.person_id FROM assignments a JOIN shifts s ON s.id = a.shift_id
            WHERE a.ended_key = '' AND s.session_id IN (${marks})
           UNION SELECT person_id FROM registrations WHERE ended_key = '' AND session_id IN (${marks})`,
          [...ids, ...ids],
        );
  return { moved: moved.length, told: told.length, gone: gone.length, kept: kept.length, created };
}

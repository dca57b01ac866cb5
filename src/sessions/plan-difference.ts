import type { Tx } from '../database/database';
import { addDays, civilDateOf, instantOf, type CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { ProgrammeSpecification } from '../programmes/domain/specification';
import { occurrences, type Occurrence } from '../programmes/recurrence';
import type { Programme } from '../programmes/programmes.service';
import type { NewTimes } from './session-mover.service';

/** Why sessions that nobody was on any more were cancelled, so that they come back with the plan. */
export const PLAN_CHANGED = '项目改了日子或时间';

/** What other days and hours of a programme mean for the sessions that are planned ahead. */
export interface PlanDifference {
  /** On the same day as the same part of it, at another time: they go there, with everybody on them. */
  readonly moved: readonly { readonly session: PlannedSession; readonly to: NewTimes }[];
  /** No longer in the plan, and nobody is on them: gone, or cancelled where something was written about them. */
  readonly gone: readonly PlannedSession[];
  /** No longer in the plan, but somebody is on them or they were arranged singly: they stay as they are. */
  readonly kept: readonly PlannedSession[];
  /** In the plan again, after they were cancelled for a change of it. */
  readonly revived: readonly PlannedSession[];
  /** At the same time as before, but as another part of the day, or as a night or none. */
  readonly renamed: readonly { readonly session: PlannedSession; readonly to: NewTimes }[];
  /** Sessions that the plan will bring, as far ahead as it is planned. */
  readonly created: number;
}

export interface PlannedSession {
  readonly id: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly startCivil: CivilDateTime;
  readonly dayPart: string;
  readonly state: string;
  readonly reason: string | null;
  readonly revision: number;
  /** Topic or place were given to this one alone. */
  readonly arranged: number;
  /** People who serve on it or come to it. */
  readonly people: number;
  /** Anything that was ever written about it: seats, registrations, figures, rotas. */
  readonly written: number;
}

const SESSIONS = `SELECT e.id, e.start_ms, e.end_ms, e.start_civil, e.day_part, e.state, e.reason, e.revision,
    CASE WHEN e.topic IS NULL AND e.place IS NULL THEN 0 ELSE 1 END AS arranged,
    (SELECT COUNT(*) FROM shifts s JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' WHERE s.session_id = e.id)
      + (SELECT COUNT(*) FROM registrations r WHERE r.session_id = e.id AND r.ended_key = '') AS people,
    (SELECT COUNT(*) FROM shifts s JOIN assignments a ON a.shift_id = s.id WHERE s.session_id = e.id)
      + (SELECT COUNT(*) FROM shifts s JOIN rota_entries r ON r.shift_id = s.id WHERE s.session_id = e.id)
      + (SELECT COUNT(*) FROM registrations r WHERE r.session_id = e.id)
      + (SELECT COUNT(*) FROM tally_entries t WHERE t.session_id = e.id) AS written
  FROM sessions e WHERE e.programme_id = ? AND e.start_ms > ? ORDER BY e.start_ms`;

/** null when days and hours stay as they are. */
export async function planDifference(
  tx: Tx,
  { zone }: OrgScope,
  before: Pick<Programme, 'id' | 'specification'>,
  after: ProgrammeSpecification,
  now: Instant,
): Promise<PlanDifference | null> {
  if (planOf(before.specification) === planOf(after)) return null;
  const sessions = await tx.all<PlannedSession>(SESSIONS, [before.id, now]);
  const from = addDays(civilDateOf(now, zone), -1);
  const to = civilDateOf(sessions.at(-1)?.startMs ?? now, zone);
  const old = byStart(occurrences(before.specification, from, to));
  const fresh = occurrences(after, from, to);
  const byPlace = new Map(fresh.map((one) => [placeOf(one), one]));
  const starts = new Set(fresh.map(({ start }) => start));

  const parts = { moved: [], gone: [], kept: [], revived: [], renamed: [] } as {
    moved: PlanDifference['moved'][number][];
    gone: PlannedSession[];
    kept: PlannedSession[];
    revived: PlannedSession[];
    renamed: PlanDifference['renamed'][number][];
  };
  for (const session of sessions) {
    if (session.state === 'cancelled' && session.reason === PLAN_CHANGED && starts.has(session.startCivil)) {
      parts.revived.push(session);
      continue;
    }
    const was = old.get(session.startCivil);
    // Ordered singly, or moved by hand: no plan made it so.
    if (was?.dayPart.key !== session.dayPart) continue;
    const found = byPlace.get(placeOf(was));
    const next = found && timesOf(found, zone);
    if (!next) {
      if (session.state === 'cancelled') continue;
      if (session.people > 0 || session.arranged) parts.kept.push(session);
      else parts.gone.push(session);
    } else if (next.startMs !== session.startMs || next.endMs !== session.endMs) {
      if (next.startMs > now) parts.moved.push({ session, to: next });
      else parts.kept.push(session);
    } else if (next.night !== was.dayPart.night) parts.renamed.push({ session, to: next });
  }
  return { ...clearOf(sessions, parts), created: createdBy(fresh, sessions, parts, now, zone) };
}

/** A session moves only where no other one of the programme stays. */
function clearOf<T extends Pick<PlanDifference, 'moved' | 'gone' | 'kept' | 'revived' | 'renamed'>>(
  sessions: readonly PlannedSession[],
  parts: T,
): T {
  const leaving = new Set([...parts.moved.map(({ session }) => session.id), ...parts.gone.map(({ id }) => id)]);
  const staying = new Set(sessions.filter(({ id }) => !leaving.has(id)).map(({ startMs }) => startMs));
  const moved = parts.moved.filter(({ to }) => !staying.has(to.startMs));
  const held = parts.moved.filter(({ to }) => staying.has(to.startMs)).map(({ session }) => session);
  if (held.length === 0) return parts;
  // What stays after all may stand in the way of another.
  return clearOf(sessions, { ...parts, moved, kept: [...parts.kept, ...held] });
}

function createdBy(
  fresh: readonly Occurrence[],
  sessions: readonly PlannedSession[],
  { moved, gone }: Pick<PlanDifference, 'moved' | 'gone'>,
  now: Instant,
  zone: OrgScope['zone'],
): number {
  const left = new Set([...moved.map(({ session }) => session.id), ...gone.map(({ id }) => id)]);
  const taken = new Set([
    ...sessions.filter(({ id }) => !left.has(id)).map(({ startMs }) => startMs),
    ...moved.map(({ to }) => to.startMs),
  ]);
  return fresh.map(({ start }) => instantOf(start, zone)).filter((start) => start > now && !taken.has(start)).length;
}

/** What says when there are sessions; names of parts of the day say nothing about it. */
const planOf = ({ recurrence, since, dayParts }: ProgrammeSpecification): string =>
  JSON.stringify([recurrence, since, dayParts.map(({ key, start, end, night }) => [key, start, end, night])]);

const placeOf = ({ date, dayPart }: Occurrence): string => `${date} ${dayPart.key}`;

const byStart = (list: readonly Occurrence[]): Map<string, Occurrence> => new Map(list.map((one) => [one.start, one]));

const timesOf = ({ start, end, dayPart }: Occurrence, zone: OrgScope['zone']): NewTimes => ({
  startMs: instantOf(start, zone),
  endMs: instantOf(end, zone),
  dayPart: dayPart.key,
  night: dayPart.night,
});

import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import { MINUTE, type Instant } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import type { Programme } from '../programmes/programmes.service';
import { SessionMaker } from '../sessions/session-maker.service';
import { RegistrationReminders, type PlaceToCome } from '../asks/registration-reminders.service';
import { SeatReminders, type SeatToConfirm } from '../asks/seat-reminders.service';
import { EXPECTED_STATES } from '../programmes/domain/assignment-state';
import type { OrgScope } from '../acts/domain/act-context';
import { FaultyImport } from './faulty-import';
import { instantIn, sessionKey, type CrossChecked } from './cross-check';
import type { OrganisationFile } from './organisation-file.schema';
import type { Tally } from './tally';

type Row = Record<string, SqlValue>;

export interface History {
  readonly file: OrganisationFile;
  readonly checked: CrossChecked;
  readonly personIds: ReadonlyMap<string, string>;
  readonly programmes: ReadonlyMap<string, Programme>;
}

interface KnownSession {
  id: string;
  programmeId: string;
  startMs: Instant;
  endMs: Instant;
  topic: string | null;
  place: string | null;
  state: string;
  reason: string | null;
  revision: number;
}

/** Takes sessions, assignments, registrations and tallies of an organisation file in, as they are given. */
@Injectable()
export class ImportHistory {
  constructor(
    private readonly maker: SessionMaker,
    private readonly reminders: SeatReminders,
    private readonly placeReminders: RegistrationReminders,
  ) {}

  async take(tx: Tx, scope: OrgScope, history: History, now: Instant, tally: Tally): Promise<void> {
    const sessions = await this.sessions(tx, scope, history, now, tally);
    await this.assignments(tx, scope, history, sessions, now, tally);
    await this.registrations(tx, scope, history, sessions, now, tally);
    await this.tallies(tx, scope, history, sessions, now, tally);
  }

  /** Every session that the file speaks of, by `programme start`. */
  private async sessions(
    tx: Tx,
    scope: OrgScope,
    { file, checked, programmes }: History,
    now: Instant,
    tally: Tally,
  ): Promise<Map<string, KnownSession>> {
    for (const programme of programmes.values()) {
      const needed = [...checked.sessions.values()].filter((session) => session.programme === programme.key);
      const created = await this.maker.createMissing(tx, scope, programme, needed, now);
      if (created.size > 0) tally.created('sessions', created.size);
    }
    const known = await knownSessions(tx, scope, programmes, checked);
    for (const session of file.sessions) {
      const startMs = instantIn(session.start, scope.zone);
      const before = known.get(sessionKey(session.programme, startMs));
      const needed = checked.sessions.get(sessionKey(session.programme, startMs));
      if (!before || !needed) continue;
      const wanted = {
        end_ms: needed.endMs,
        topic: session.topic ?? null,
        place: session.place ?? null,
        state: session.cancelled ? 'cancelled' : 'planned',
        reason: session.reason ?? null,
      };
      const same =
        before.endMs === wanted.end_ms &&
        before.topic === wanted.topic &&
        before.place === wanted.place &&
        before.state === wanted.state &&
        before.reason === wanted.reason;
      tally.compared('sessions', same);
      if (same) continue;
      await tx.run(
        `UPDATE sessions SET end_ms = ?, topic = ?, place = ?, state = ?, reason = ?, revision = revision + 1, changed_ms = ? WHERE id = ?`,
        [...Object.values(wanted), now, before.id],
      );
      await tx.run('UPDATE shifts SET end_ms = ?, state = ? WHERE session_id = ?', [
        wanted.end_ms,
        session.cancelled ? 'cancelled' : 'open',
        before.id,
      ]);
    }
    return known;
  }

  private async assignments(
    tx: Tx,
    scope: OrgScope,
    { file, personIds, programmes }: History,
    sessions: ReadonlyMap<string, KnownSession>,
    now: Instant,
    tally: Tally,
  ): Promise<void> {
    if (file.assignments.length === 0) return;
    const sessionIds = [...new Set([...sessions.values()].map((s) => s.id))];
    const shifts = await inChunks(sessionIds, (marks, ids) =>
      tx.all<{ id: string; sessionId: string; postKey: string; startMs: Instant; endMs: Instant; night: number }>(
        `SELECT id, session_id, post_key, start_ms, end_ms, night FROM shifts WHERE session_id IN (${marks})`,
        ids,
      ),
    );
    const shiftOf = new Map(shifts.map((shift) => [`${shift.sessionId} ${shift.postKey}`, shift]));
    const existing = await inChunks(
      shifts.map((s) => s.id),
      (marks, ids) =>
        tx.all<{ id: string; shiftId: string; personId: string; state: string; endedKey: string }>(
          `SELECT id, shift_id, person_id, state, ended_key FROM assignments WHERE shift_id IN (${marks})`,
          ids,
        ),
    );
    const before = new Map(existing.map((row) => [seatKey(row.shiftId, row.personId, row.endedKey !== ''), row]));
    const rows: Row[] = [];
    const asked: SeatToConfirm[] = [];
    for (const assignment of file.assignments) {
      const session = sessions.get(sessionKey(assignment.programme, instantIn(assignment.session.start, scope.zone)));
      const shift = session && shiftOf.get(`${session.id} ${assignment.post}`);
      const personId = personIds.get(assignment.person);
      if (!shift || personId === undefined) continue;
      const ended = assignment.state === 'dropped';
      const known = before.get(seatKey(shift.id, personId, ended));
      if (known) {
        tally.compared('assignments', known.state === assignment.state);
        if (known.state !== assignment.state) {
          await tx.run('UPDATE assignments SET state = ?, confirmed_ms = ?, changed_ms = ? WHERE id = ?', [
            assignment.state,
            assignment.state === 'confirmed' ? now : null,
            now,
            known.id,
          ]);
        }
        continue;
      }
      const id = newId(now);
      const programme = programmes.get(assignment.programme);
      if (EXPECTED_STATES.some((state) => state === assignment.state) && programme) {
        const policy = programme.specification.reminders;
        const confirmed = assignment.state === 'confirmed';
        asked.push({ assignmentId: id, personId, start: shift.startMs, policy, confirmed });
      }
      const served = assignment.state === 'done' || assignment.state === 'on-duty';
      rows.push({
        id,
        org_id: scope.orgId,
        shift_id: shift.id,
        person_id: personId,
        state: assignment.state,
        ended_key: ended ? id : '',
        start_ms: shift.startMs,
        end_ms: shift.endMs,
        night: shift.night,
        source: 'import',
        uid: newUid(),
        sequence: 0,
        created_ms: now,
        changed_ms: now,
        confirmed_ms: assignment.state === 'confirmed' ? now : null,
        arrived_ms: served ? shift.startMs : null,
        left_ms: assignment.state === 'done' ? shift.endMs : null,
        service_minutes: assignment.state === 'done' ? Math.round((shift.endMs - shift.startMs) / MINUTE) : null,
        replaced_by: null,
        note: null,
      });
      tally.created('assignments');
    }
    if (rows.length > 0) await tx.insert('assignments', rows);
    for (let i = 0; i < asked.length; i += 200) await this.reminders.plan(tx, scope, now, asked.slice(i, i + 200));
    await refuseCrowded(
      tx,
      shifts.map((s) => s.id),
    );
    await refuseOverlaps(tx, scope, shifts);
    await inChunks(
      shifts.map((s) => s.id),
      async (marks, ids) => {
        await tx.run(
          `UPDATE shifts SET taken = (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = shifts.id AND a.ended_key = '')
          WHERE id IN (${marks})`,
          ids,
        );
        return [];
      },
    );
  }

  private async registrations(
    tx: Tx,
    scope: OrgScope,
    { file, personIds }: History,
    sessions: ReadonlyMap<string, KnownSession>,
    now: Instant,
    tally: Tally,
  ): Promise<void> {
    if (file.registrations.length === 0) return;
    const sessionIds = [...new Set([...sessions.values()].map((s) => s.id))];
    const existing = await inChunks(sessionIds, (marks, ids) =>
      tx.all<{ id: string; sessionId: string; personId: string; state: string; party: number; endedKey: string }>(
        `SELECT id, session_id, person_id, state, party, ended_key FROM registrations WHERE session_id IN (${marks})`,
        ids,
      ),
    );
    const before = new Map(existing.map((row) => [seatKey(row.sessionId, row.personId, row.endedKey !== ''), row]));
    const rows: Row[] = [];
    const places: PlaceToCome[] = [];
    for (const [order, registration] of file.registrations.entries()) {
      const session = sessions.get(
        sessionKey(registration.programme, instantIn(registration.session.start, scope.zone)),
      );
      const personId = personIds.get(registration.person);
      if (!session || personId === undefined) continue;
      const ended = registration.state === 'cancelled';
      const known = before.get(seatKey(session.id, personId, ended));
      const id = known?.id ?? newId(now);
      if (registration.state === 'registered' && session.state === 'planned' && known?.state !== 'registered') {
        places.push({ registrationId: id, personId, start: session.startMs, revision: session.revision });
      }
      if (known) {
        const same = known.state === registration.state && known.party === registration.party;
        tally.compared('registrations', same);
        if (!same) {
          await tx.run('UPDATE registrations SET state = ?, party = ?, changed_ms = ? WHERE id = ?', [
            registration.state,
            registration.party,
            now,
            known.id,
          ]);
        }
        continue;
      }
      rows.push({
        id,
        org_id: scope.orgId,
        session_id: session.id,
        person_id: personId,
        party: registration.party,
        state: registration.state,
        ended_key: ended ? id : '',
        // those who wait keep the order of the file
        queued_ms: now + order,
        uid: newUid(),
        sequence: 0,
        created_ms: now,
        changed_ms: now,
        attended_ms: registration.state === 'attended' ? session.startMs : null,
        score: null,
        feedback: null,
      });
      tally.created('registrations');
    }
    if (rows.length > 0) await tx.insert('registrations', rows);
    for (let i = 0; i < places.length; i += 400) {
      await this.placeReminders.plan(tx, scope, now, places.slice(i, i + 400));
    }
    await refuseFullHouses(tx, sessionIds);
    await inChunks(sessionIds, async (marks, ids) => {
      await tx.run(
        `UPDATE sessions SET
           households_taken = (SELECT COUNT(*) FROM registrations r WHERE r.session_id = sessions.id AND r.state IN ('registered','attended')),
           waiting = (SELECT COUNT(*) FROM registrations r WHERE r.session_id = sessions.id AND r.state = 'waiting')
          WHERE id IN (${marks})`,
        ids,
      );
      return [];
    });
  }

  /** A figure of the file is what the entries must add up to; the difference to what they do becomes an entry. */
  private async tallies(
    tx: Tx,
    scope: OrgScope,
    { file, programmes }: History,
    sessions: ReadonlyMap<string, KnownSession>,
    now: Instant,
    tally: Tally,
  ): Promise<void> {
    if (file.tallies.length === 0) return;
    const sessionIds = [...new Set([...sessions.values()].map((s) => s.id))];
    const sums = await inChunks(sessionIds, (marks, ids) =>
      tx.all<{ sessionId: string; measure: string; total: number }>(
        `SELECT session_id, measure, SUM(value) AS total FROM tally_entries WHERE session_id IN (${marks}) GROUP BY session_id, measure`,
        ids,
      ),
    );
    const known = new Map(sums.map((sum) => [`${sum.sessionId} ${sum.measure}`, sum.total]));
    const rows: Row[] = [];
    for (const figure of file.tallies) {
      const session = sessions.get(sessionKey(figure.programme, instantIn(figure.session.start, scope.zone)));
      const programme = programmes.get(figure.programme);
      if (!session || !programme) continue;
      const key = `${session.id} ${figure.measure}`;
      const before = known.get(key);
      if (before === undefined) tally.created('tallies');
      else tally.compared('tallies', before === figure.value);
      known.set(key, figure.value);
      if (before === figure.value) continue;
      rows.push({
        id: newId(now),
        org_id: scope.orgId,
        session_id: session.id,
        programme_id: programme.id,
        measure: figure.measure,
        value: figure.value - (before ?? 0),
        kind: 'import',
        person_id: null,
        at_ms: now,
        note: null,
      });
    }
    if (rows.length > 0) await tx.insert('tally_entries', rows);
  }
}

async function knownSessions(
  tx: Tx,
  scope: OrgScope,
  programmes: ReadonlyMap<string, Programme>,
  checked: CrossChecked,
): Promise<Map<string, KnownSession>> {
  const starts = [...checked.sessions.values()].map((session) => session.startMs);
  if (starts.length === 0) return new Map();
  const rows = await tx.all<KnownSession>(
    `SELECT id, programme_id, start_ms, end_ms, topic, place, state, reason, revision FROM sessions
      WHERE org_id = ? AND start_ms BETWEEN ? AND ?`,
    [scope.orgId, Math.min(...starts), Math.max(...starts)],
  );
  const keys = new Map([...programmes.values()].map((programme) => [programme.id, programme.key]));
  return new Map(
    rows
      .map((row) => [sessionKey(keys.get(row.programmeId) ?? '', row.startMs), row] as const)
      .filter(([key]) => checked.sessions.has(key)),
  );
}

async function inChunks<T>(
  ids: readonly string[],
  query: (marks: string, ids: readonly string[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let i = 0; i < ids.length; i += 400) {
    const some = ids.slice(i, i + 400);
    found.push(...(await query(some.map(() => '?').join(','), some)));
  }
  return found;
}

/** One person's seat on a shift or place in a session: the living one, or those that ended. */
const seatKey = (place: string, personId: string, ended: boolean): string => `${place} ${personId} ${String(ended)}`;

/** Together with what was here before, a file may give out more seats than there are. */
async function refuseCrowded(tx: Tx, shiftIds: readonly string[]): Promise<void> {
  const crowded = await inChunks(shiftIds, (marks, ids) =>
    tx.all<{ postKey: string; startCivil: string }>(
      `SELECT s.post_key, e.start_civil FROM shifts s JOIN sessions e ON e.id = s.session_id
        WHERE s.id IN (${marks}) AND s.seats_max < (SELECT COUNT(*) FROM assignments a WHERE a.shift_id = s.id AND a.ended_key = '')`,
      ids,
    ),
  );
  if (crowded.length === 0) return;
  throw new FaultyImport(
    crowded.map(
      ({ postKey, startCivil }) =>
        `/assignments: together with those there are, ${postKey} at ${startCivil} is overfull`,
    ),
  );
}

async function refuseOverlaps(
  tx: Tx,
  scope: OrgScope,
  shifts: readonly { startMs: Instant; endMs: Instant }[],
): Promise<void> {
  if (shifts.length === 0) return;
  const clashes = await tx.all<{ slug: string; startMs: Instant }>(
    `SELECT p.slug, a.start_ms FROM assignments a
       JOIN assignments b ON b.person_id = a.person_id AND b.id <> a.id AND b.start_ms >= a.start_ms AND b.start_ms < a.end_ms
       JOIN people p ON p.id = a.person_id
      WHERE a.org_id = ? AND a.start_ms >= ? AND a.start_ms <= ? AND a.ended_key = '' AND b.ended_key = ''
        AND a.state <> 'no-show' AND b.state <> 'no-show' LIMIT 20`,
    [scope.orgId, Math.min(...shifts.map((s) => s.startMs)), Math.max(...shifts.map((s) => s.startMs))],
  );
  if (clashes.length === 0) return;
  throw new FaultyImport(
    clashes.map(
      ({ slug, startMs }) =>
        `/assignments: together with those there are, ${slug} would serve twice at ${civilOf(startMs, scope.zone)}`,
    ),
  );
}

async function refuseFullHouses(tx: Tx, sessionIds: readonly string[]): Promise<void> {
  const full = await inChunks(sessionIds, (marks, ids) =>
    tx.all<{ startCivil: string }>(
      `SELECT e.start_civil FROM sessions e WHERE e.id IN (${marks}) AND (
         e.households_max < (SELECT COUNT(*) FROM registrations r WHERE r.session_id = e.id AND r.state IN ('registered','attended'))
         OR e.waitlist_max < (SELECT COUNT(*) FROM registrations r WHERE r.session_id = e.id AND r.state = 'waiting'))`,
      ids,
    ),
  );
  if (full.length === 0) return;
  throw new FaultyImport(
    full.map(
      ({ startCivil }) => `/registrations: together with those there are, the session at ${startCivil} is overfull`,
    ),
  );
}

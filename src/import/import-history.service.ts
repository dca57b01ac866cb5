import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { civilOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from '../programmes/programmes.service';
import { BringRegistrations } from '../registrations/bring-registrations.service';
import { isExpected } from '../programmes/domain/assignment-state';
import { SessionPlaces } from '../programmes/session-places.service';
import { PastSeats, type ReportedSeat, type ReportedService } from '../rota/past-seats.service';
import { ShiftWriter } from '../rota/shift-writer.service';
import { SessionCorrector } from '../sessions/session-corrector.service';
import { SessionMaker } from '../sessions/session-maker.service';
import { PeriodTotals } from '../statistics/period-totals.service';
import { TallyLedger } from '../statistics/tally-ledger.service';
import { instantIn, sessionKey, type CrossChecked } from './cross-check';
import { calledOffHere, knownSessions, refuseOverlaps, seatsOn, shiftsOf, type KnownSession } from './history.queries';
import { FaultyImport } from './faulty-import';
import { fileAgainst } from './newer-here';
import type { OrganisationFile } from './organisation-file.schema';
import type { Tally } from './tally';

export interface History {
  readonly file: OrganisationFile;
  readonly checked: CrossChecked;
  readonly personIds: ReadonlyMap<string, string>;
  readonly programmes: ReadonlyMap<string, Programme>;
}

type Sessions = ReadonlyMap<string, KnownSession>;

/**
 * Takes sessions, assignments, registrations and tallies of an organisation file in, as they are given. Each room is told
 * of its own; that they fit together with what was here before is looked at here.
 */
@Injectable()
export class ImportHistory {
  constructor(
    private readonly maker: SessionMaker,
    private readonly corrector: SessionCorrector,
    private readonly seats: PastSeats,
    private readonly places: SessionPlaces,
    private readonly shifts: ShiftWriter,
    private readonly registrations: BringRegistrations,
    private readonly ledger: TallyLedger,
    private readonly totals: PeriodTotals,
  ) {}

  /** Answers, with its pointer, what of the file was left alone because it would have taken back what was said here since. */
  async take(tx: Tx, scope: OrgScope, history: History, now: Instant, tally: Tally): Promise<string[]> {
    const kept: string[] = [];
    const sessions = await this.takeSessions(tx, scope, history, now, tally, kept);
    kept.push(...(await this.takeAssignments(tx, scope, history, sessions, now, tally)));
    kept.push(...(await this.takeRegistrations(tx, scope, history, sessions, now, tally)));
    kept.push(...(await this.takeTallies(tx, scope, history, sessions, now, tally)));
    kept.push(...(await this.takeTotals(tx, scope, history, now, tally)));
    return kept;
  }

  /** Every session that the file speaks of, by `programme start`. */
  private async takeSessions(
    tx: Tx,
    scope: OrgScope,
    { file, checked, programmes }: History,
    now: Instant,
    tally: Tally,
    kept: string[],
  ): Promise<Sessions> {
    for (const programme of programmes.values()) {
      const needed = [...checked.sessions.values()].filter((session) => session.programme === programme.key);
      const created = await this.maker.createMissing(tx, scope, programme, needed, now);
      if (created.size > 0) tally.created('sessions', created.size);
    }
    const known = await knownSessions(tx, scope, programmes, checked);
    await this.takeShape(tx, scope, checked, programmes, known, now);
    const calledOff = await calledOffHere(tx, [...known.values()]);
    for (const [i, session] of file.sessions.entries()) {
      const key = sessionKey(session.programme, instantIn(session.start, scope.zone));
      const before = known.get(key);
      const needed = checked.sessions.get(key);
      if (!before || !needed) continue;
      const { topic = null, place = null, reason = null, cancelled } = session;
      if (!cancelled && calledOff.has(before.id)) {
        kept.push(`/sessions/${String(i)}: here it was called off later than the file, and stays so`);
        tally.compared('sessions', true);
        continue;
      }
      const wanted = { endMs: needed.endMs, topic, place, cancelled, reason };
      const same = await this.corrector.correct(tx, scope, before, wanted, now);
      tally.compared('sessions', same);
    }
    return known;
  }

  /** How many a session holds and which posts it had, where it differs from what its programme has by now. */
  private async takeShape(
    tx: Tx,
    scope: OrgScope,
    checked: CrossChecked,
    programmes: ReadonlyMap<string, Programme>,
    known: Sessions,
    now: Instant,
  ): Promise<void> {
    for (const [key, { programme: slug, capacity, posts, dayPart }] of checked.sessions) {
      const session = known.get(key);
      const programme = programmes.get(slug);
      if (!session || !programme) continue;
      if (capacity) await this.places.giveCapacity(tx, session.id, capacity);
      if (posts)
        await this.shifts.bringPosts(
          tx,
          scope,
          programme,
          { ...session, dayPart, cancelled: session.state === 'cancelled' },
          posts,
          now,
        );
    }
  }

  private async takeAssignments(
    tx: Tx,
    scope: OrgScope,
    { file, personIds, programmes }: History,
    sessions: Sessions,
    now: Instant,
    tally: Tally,
  ): Promise<string[]> {
    if (file.assignments.length === 0) return [];
    const kept: string[] = [];
    const shifts = await shiftsOf(tx, [...new Set([...sessions.values()].map((session) => session.id))]);
    const shiftIds = shifts.map((shift) => shift.id);
    const shiftOf = new Map(shifts.map((shift) => [`${shift.sessionId} ${shift.postKey}`, shift]));
    const standing = new Map(
      (await seatsOn(tx, shiftIds)).map((row) => [seatKey(row.shiftId, row.personId, row.endedKey !== ''), row]),
    );
    const fresh: ReportedSeat[] = [];
    for (const [i, assignment] of file.assignments.entries()) {
      const { programme: key, session: of, post, person, state } = assignment;
      const session = sessions.get(sessionKey(key, instantIn(of.start, scope.zone)));
      const shift = session && shiftOf.get(`${session.id} ${post}`);
      const personId = personIds.get(person);
      const programme = programmes.get(key);
      if (!shift || personId === undefined || !programme) continue;
      const seat: ReportedSeat = {
        ...{ shift: { ...shift, night: shift.night === 1 }, personId, state },
        served: servedIn(assignment, scope, personIds),
        policy: programme.specification.reminders,
      };
      const before = standing.get(seatKey(shift.id, personId, state === 'dropped'));
      const dropped = isExpected(state) && standing.has(seatKey(shift.id, personId, true));
      if (!before && !dropped) {
        fresh.push(seat);
        tally.created('assignments');
        continue;
      }
      const outcome = before ? fileAgainst(before, assignment) : 'kept';
      tally.compared('assignments', outcome !== 'restated');
      if (outcome === 'kept') kept.push(keptAt(`/assignments/${String(i)}`, person, before?.state ?? 'dropped'));
      if (before && outcome === 'restated') await this.seats.restate(tx, before.id, seat, now);
    }
    const recorded = await this.seats.record(tx, scope, fresh, now);
    if (!recorded.ok) {
      const crowded = shifts.filter(({ id }) => recorded.refusal.shiftIds.includes(id));
      throw overfullAt(
        'assignments',
        scope,
        crowded.map(({ postKey, startMs }) => [postKey, startMs]),
      );
    }
    await refuseOverlaps(tx, scope, shifts);
    return kept;
  }

  private async takeRegistrations(
    tx: Tx,
    scope: OrgScope,
    { file, personIds }: History,
    sessions: Sessions,
    now: Instant,
    tally: Tally,
  ): Promise<string[]> {
    const pointers: { pointer: string; person: string }[] = [];
    const reported = file.registrations.flatMap(({ programme, session: of, person, party, state }, i) => {
      const session = sessions.get(sessionKey(programme, instantIn(of.start, scope.zone)));
      const personId = personIds.get(person);
      if (!session || personId === undefined) return [];
      pointers.push({ pointer: `/registrations/${String(i)}`, person });
      return [{ session, personId, party, state }];
    });
    const brought = await this.registrations.bring(tx, scope, reported, now);
    if (!brought.ok) {
      const overfull = [...sessions.values()].filter(({ id }) => brought.refusal.sessionIds.includes(id));
      throw overfullAt(
        'registrations',
        scope,
        overfull.map(({ startMs }) => ['the session', startMs]),
      );
    }
    for (const outcome of brought.value) tally.became('registrations', outcome);
    return brought.value.flatMap((outcome, i) => {
      const at = pointers[i];
      return outcome === 'kept' && at ? [keptAt(at.pointer, at.person, 'attended')] : [];
    });
  }

  private async takeTotals(
    tx: Tx,
    scope: OrgScope,
    { file, programmes }: History,
    now: Instant,
    tally: Tally,
  ): Promise<string[]> {
    const told = file.totals.flatMap(({ programme: key, kind: certainty, ...said }) => {
      const programme = programmes.get(key);
      return programme ? [{ ...said, certainty, programme }] : [];
    });
    const kept: string[] = [];
    for (const [i, outcome] of (await this.totals.bring(tx, scope, told, now)).entries()) {
      const at = `/totals/${String(i)}`;
      if (outcome === 'overlaps')
        throw new FaultyImport([`${at}: a figure that stands here is for only a part of the same time`]);
      tally.became('totals', outcome);
      if (outcome === 'kept') kept.push(`${at}: here it was entered otherwise or taken back since, which stays`);
    }
    return kept;
  }

  private async takeTallies(
    tx: Tx,
    scope: OrgScope,
    { file, programmes, personIds }: History,
    sessions: Sessions,
    now: Instant,
    tally: Tally,
  ): Promise<string[]> {
    const pointers: string[] = [];
    const figures = file.tallies.flatMap(({ programme: key, session: of, measure, value, by, kind, source }, i) => {
      const session = sessions.get(sessionKey(key, instantIn(of.start, scope.zone)));
      const programme = programmes.get(key);
      if (!session || !programme) return [];
      pointers.push(`/tallies/${String(i)}`);
      const reporterId = by === undefined ? null : (personIds.get(by) ?? null);
      const said = { measure, value, reporterId, certainty: kind, source };
      return [{ sessionId: session.id, programmeId: programme.id, ...said }];
    });
    const outcomes = await this.ledger.bring(tx, scope, figures, now);
    for (const outcome of outcomes) tally.became('tallies', outcome);
    return outcomes.flatMap((outcome, i) =>
      outcome === 'kept' ? [`${pointers[i] ?? ''}: here another figure was said since, which stays`] : [],
    );
  }
}

const keptAt = (at: string, person: string, state: string): string =>
  `${at}: here ${person} is ${state}, which was said later than the file and stays`;

/** What the file tells of a duty that was served. */
function servedIn(
  { arrived, left, minutes, origin, reason, vouchedBy }: OrganisationFile['assignments'][number],
  { zone }: OrgScope,
  personIds: ReadonlyMap<string, string>,
): ReportedService {
  return {
    ...(arrived === undefined ? {} : { arrivedMs: instantIn(arrived, zone) }),
    ...(left === undefined ? {} : { leftMs: instantIn(left, zone) }),
    ...{ minutes, origin, reason },
    ...(vouchedBy === undefined ? {} : { vouchedBy: personIds.get(vouchedBy) }),
  };
}

/** One person's seat on a shift: the living one, or one that ended. */
const seatKey = (shiftId: string, personId: string, ended: boolean): string =>
  `${shiftId} ${personId} ${String(ended)}`;

/** Together with what was here before, a file may give out more seats or places than there are. */
function overfullAt(
  part: 'assignments' | 'registrations',
  { zone }: OrgScope,
  full: readonly (readonly [what: string, startMs: Instant])[],
): FaultyImport {
  return new FaultyImport(
    full.map(([what, at]) => `/${part}: together with those there are, ${what} at ${civilOf(at, zone)} is overfull`),
  );
}

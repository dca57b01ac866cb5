import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { marks } from '../database/sql-values';
import { dateOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { postOf } from '../programmes/domain/specification';
import { Programmes, type Programme } from '../programmes/programmes.service';
import type { SessionRow } from '../programmes/session.row';
import type { RegistrationRow } from '../registrations/registration.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { ShiftRow } from '../rota/shift.row';
import type { DutyFacts, RegistrationFacts, SessionFacts } from './domain/calendar-event';
import type { Answer } from './domain/partstat';

type EntryRow<State> = Pick<AssignmentRow, 'id' | 'personId' | 'uid' | 'sequence' | 'timeSequence' | 'changedMs'> & {
  readonly state: State;
} & Pick<SessionRow, 'programmeId' | 'startMs' | 'endMs' | 'startCivil' | 'topic' | 'place'> & {
    readonly sessionState: SessionRow['state'];
    readonly sessionChangedMs: SessionRow['changedMs'];
  };
type DutyRow = EntryRow<AssignmentRow['state']> & Pick<AssignmentRow, 'shiftId' | 'source'> & Pick<ShiftRow, 'postKey'>;
type RegistrationEntryRow = EntryRow<RegistrationRow['state']> & Pick<RegistrationRow, 'party'>;

const SESSION = `s.programme_id, s.start_ms, s.end_ms, s.start_civil, s.topic, s.place, s.state AS session_state,
  s.changed_ms AS session_changed_ms`;
const COLUMNS = 'id, person_id, uid, sequence, time_sequence, state, changed_ms';

/** Reads what shows in people's calendars. */
@Injectable()
export class CalendarEntries {
  constructor(private readonly programmes: Programmes) {}

  /** Duties that begin at `from` or later, given-up ones included, missed ones left out. */
  async duties(tx: Tx, scope: OrgScope, personId: string, from: Instant): Promise<DutyFacts[]> {
    return this.dutiesOf(tx, scope, [personId], from);
  }

  async dutiesOf(tx: Tx, scope: OrgScope, personIds: readonly string[], from: Instant): Promise<DutyFacts[]> {
    return this.selectDuties(tx, scope, `a.person_id IN (${marks(personIds)}) AND a.start_ms >= ?`, [
      ...personIds,
      from,
    ]);
  }

  async duty(tx: Tx, scope: OrgScope, assignmentId: string): Promise<DutyFacts | null> {
    return (await this.selectDuties(tx, scope, 'a.id = ?', [assignmentId]))[0] ?? null;
  }

  /** Registrations with a place, and those that had one and were cancelled, on sessions that begin at `from` or later. */
  async registrations(tx: Tx, scope: OrgScope, personId: string, from: Instant): Promise<RegistrationFacts[]> {
    return this.registrationsOf(tx, scope, [personId], from);
  }

  async registrationsOf(
    tx: Tx,
    scope: OrgScope,
    personIds: readonly string[],
    from: Instant,
  ): Promise<RegistrationFacts[]> {
    return this.selectRegistrations(
      tx,
      scope,
      `r.person_id IN (${marks(personIds)}) AND s.start_ms >= ?
         AND (r.state IN ('registered', 'attended') OR (r.state = 'cancelled' AND r.sequence > 0))`,
      [...personIds, from],
    );
  }

  async registration(tx: Tx, scope: OrgScope, registrationId: string): Promise<RegistrationFacts | null> {
    const found = await this.selectRegistrations(tx, scope, 'r.id = ?', [registrationId]);
    return found[0] ?? null;
  }

  private async selectDuties(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
  ): Promise<DutyFacts[]> {
    const rows = await tx.all<DutyRow>(
      `SELECT ${columnsOf('a')}, a.shift_id, a.source, h.post_key, ${SESSION}
       FROM assignments a JOIN shifts h ON h.id = a.shift_id JOIN sessions s ON s.id = h.session_id
       WHERE a.org_id = ? AND a.state <> 'no-show' AND ${where} ORDER BY s.start_ms, a.id`,
      [scope.orgId, ...params],
    );
    const around = await this.around(tx, scope, rows);
    return rows.flatMap((row) => {
      const entry = entryFacts(row, around, scope);
      if (!entry) return [];
      const post = postOf(entry.programme.specification, row.postKey)?.name ?? row.postKey;
      const { id: assignmentId, shiftId, source } = row;
      return [{ ...entry.facts, assignmentId, shiftId, source, postName: post }];
    });
  }

  private async selectRegistrations(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
  ): Promise<RegistrationFacts[]> {
    const rows = await tx.all<RegistrationEntryRow>(
      `SELECT ${columnsOf('r')}, r.party, ${SESSION}
       FROM registrations r JOIN sessions s ON s.id = r.session_id
       WHERE r.org_id = ? AND ${where} ORDER BY s.start_ms, r.id`,
      [scope.orgId, ...params],
    );
    const around = await this.around(tx, scope, rows);
    return rows.flatMap((row) => {
      const entry = entryFacts(row, around, scope);
      return entry ? [{ ...entry.facts, registrationId: row.id, party: row.party }] : [];
    });
  }

  /** The programmes, and what these people have answered, the latest word last. */
  private async around(tx: Tx, scope: OrgScope, rows: readonly { readonly personId: string }[]): Promise<Around> {
    const programmes = new Map((await this.programmes.list(tx, scope)).map((programme) => [programme.id, programme]));
    const people = [...new Set(rows.map((row) => row.personId))];
    if (people.length === 0) return { programmes, answers: new Map() };
    const answers = await tx.all<Answer & { uid: string }>(
      `SELECT uid, partstat, sequence, received_ms AS at FROM calendar_answers
        WHERE person_id IN (${marks(people)}) AND taken = 1 ORDER BY received_ms, id`,
      people,
    );
    return {
      programmes,
      answers: new Map(answers.map(({ uid, partstat, sequence, at }) => [uid, { partstat, sequence, at }])),
    };
  }
}

interface Around {
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly answers: ReadonlyMap<string, Answer>;
}

const columnsOf = (table: string): string => COLUMNS.replaceAll(/\w+/g, (column) => `${table}.${column}`);

function entryFacts<State>(row: EntryRow<State>, { programmes, answers }: Around, scope: OrgScope) {
  const programme = programmes.get(row.programmeId);
  if (!programme) return null;
  const { personId, uid, sequence, timeSequence, state, changedMs: changed } = row;
  const session = sessionFacts(row, programme, scope);
  const answer = answers.get(uid) ?? null;
  return { programme, facts: { personId, uid, sequence, timeSequence, state, changed, answer, session } };
}

function sessionFacts(row: EntryRow<unknown>, programme: Programme, scope: OrgScope): SessionFacts {
  return {
    programmeName: programme.name,
    start: row.startMs,
    end: row.endMs,
    startDate: dateOf(row.startCivil),
    zone: scope.zone,
    topic: row.topic,
    place: row.place ?? programme.specification.place,
    cancelled: row.sessionState === 'cancelled',
    changed: row.sessionChangedMs,
  };
}

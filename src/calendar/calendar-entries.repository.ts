import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { dateOf, type CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../organisations/domain/act-context';
import { postOf } from '../programmes/domain/specification';
import { Programmes, type Programme } from '../programmes/programmes.service';
import type { DutyFacts, RegistrationFacts, SessionFacts } from './domain/calendar-event';

interface EntryRow {
  id: string;
  uid: string;
  sequence: number;
  state: string;
  changedMs: Instant;
  programmeId: string;
  startMs: Instant;
  endMs: Instant;
  startCivil: CivilDateTime;
  topic: string | null;
  place: string | null;
  sessionState: string;
  revision: number;
  sessionChangedMs: Instant;
}

const SESSION = `s.programme_id, s.start_ms, s.end_ms, s.start_civil, s.topic, s.place, s.state AS session_state,
  s.revision, s.changed_ms AS session_changed_ms`;

/** Reads what shows in calendars: always of one person. */
@Injectable()
export class CalendarEntries {
  constructor(private readonly programmes: Programmes) {}

  /** Duties that begin at `from` or later, given-up ones included, missed ones left out. */
  async duties(tx: Tx, scope: OrgScope, personId: string, from: Instant): Promise<DutyFacts[]> {
    return this.selectDuties(tx, scope, 'a.person_id = ? AND a.start_ms >= ?', [personId, from]);
  }

  async duty(tx: Tx, scope: OrgScope, personId: string, assignmentId: string): Promise<DutyFacts | null> {
    const found = await this.selectDuties(tx, scope, 'a.person_id = ? AND a.id = ?', [personId, assignmentId]);
    return found[0] ?? null;
  }

  /** Registrations with a place, and those that had one and were cancelled, on sessions that begin at `from` or later. */
  async registrations(tx: Tx, scope: OrgScope, personId: string, from: Instant): Promise<RegistrationFacts[]> {
    return this.selectRegistrations(
      tx,
      scope,
      `r.person_id = ? AND s.start_ms >= ? AND (r.state IN ('registered', 'attended')
         OR (r.state = 'cancelled' AND r.sequence > 0))`,
      [personId, from],
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
    const rows = await tx.all<EntryRow & { shiftId: string; postKey: string }>(
      `SELECT a.id, a.uid, a.sequence, a.state, a.changed_ms, a.shift_id, h.post_key, ${SESSION}
       FROM assignments a JOIN shifts h ON h.id = a.shift_id JOIN sessions s ON s.id = h.session_id
       WHERE a.org_id = ? AND a.state <> 'no-show' AND ${where} ORDER BY s.start_ms, a.id`,
      [scope.orgId, ...params],
    );
    const programmes = await this.byId(tx, scope);
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      if (!programme) return [];
      const postName = postOf(programme.specification, row.postKey)?.name ?? row.postKey;
      const { id: assignmentId, shiftId, uid, sequence, state, changedMs: changed } = row;
      const session = sessionFacts(row, programme, scope);
      return [{ assignmentId, shiftId, uid, sequence, state, changed, postName, session }];
    });
  }

  private async selectRegistrations(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
  ): Promise<RegistrationFacts[]> {
    const rows = await tx.all<EntryRow & { party: number }>(
      `SELECT r.id, r.uid, r.sequence, r.state, r.changed_ms, r.party, ${SESSION}
       FROM registrations r JOIN sessions s ON s.id = r.session_id
       WHERE r.org_id = ? AND ${where} ORDER BY s.start_ms, r.id`,
      [scope.orgId, ...params],
    );
    const programmes = await this.byId(tx, scope);
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      if (!programme) return [];
      const { id: registrationId, uid, sequence, state, changedMs: changed, party } = row;
      return [{ registrationId, uid, sequence, state, changed, party, session: sessionFacts(row, programme, scope) }];
    });
  }

  private async byId(tx: Tx, scope: OrgScope): Promise<Map<string, Programme>> {
    return new Map((await this.programmes.list(tx, scope)).map((programme) => [programme.id, programme]));
  }
}

function sessionFacts(row: EntryRow, programme: Programme, scope: OrgScope): SessionFacts {
  return {
    programmeName: programme.name,
    start: row.startMs,
    end: row.endMs,
    startDate: dateOf(row.startCivil),
    zone: scope.zone,
    topic: row.topic,
    place: row.place ?? programme.specification.place,
    cancelled: row.sessionState === 'cancelled',
    revision: row.revision,
    changed: row.sessionChangedMs,
  };
}

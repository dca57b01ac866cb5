import { Injectable } from '@nestjs/common';
import type { SqlValue, Tx } from '../database/database';
import { marks } from '../database/sql-values';
import { dateOf, type ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { readSpecification } from '../programmes/domain/read-specification';
import { postOf, type ProgrammeSpecification } from '../programmes/domain/specification';
import { zonesOf } from '../organisations/organisations.queries';
import { programmesById } from '../programmes/programmes.queries';
import type { SessionRow } from '../programmes/session.row';
import type { AssignmentRow } from '../rota/assignment.row';
import type { ShiftRow } from '../rota/shift.row';
import type { SessionCounts } from './domain/session-event';

type SessionRecord = Pick<
  SessionRow,
  | 'id'
  | 'programmeId'
  | 'dayPart'
  | 'startMs'
  | 'endMs'
  | 'startCivil'
  | 'topic'
  | 'place'
  | 'state'
  | 'revision'
  | 'changedMs'
  | 'householdsTaken'
  | 'householdsMax'
  | 'orgId'
>;
type ShiftRecord = Pick<ShiftRow, 'sessionId' | 'postKey' | 'taken' | 'seatsMin'>;
type SeatsRecord = Pick<ShiftRow, 'sessionId'> & Pick<AssignmentRow, 'changedMs'>;

interface ProgrammeOf {
  readonly name: string;
  readonly specification: ProgrammeSpecification;
}

/** Reads sessions with how well they are staffed, for those who answer for them. */
@Injectable()
export class SessionCountsRepository {
  /** Sessions of these organisations, of all programmes or of one, that begin at `from` or later. */
  async list(
    tx: Tx,
    orgIds: readonly string[],
    view: 'organisation' | { readonly programmeId: string },
    from: Instant,
  ): Promise<SessionCounts[]> {
    const one = view === 'organisation' ? [] : [view.programmeId];
    const condition = `s.org_id IN (${marks(orgIds)}) AND s.start_ms >= ?${one.length > 0 ? ' AND s.programme_id = ?' : ''}`;
    const values: SqlValue[] = [...orgIds, from, ...one];
    const rows = await tx.all<SessionRecord>(
      `SELECT s.id, s.programme_id, s.day_part, s.start_ms, s.end_ms, s.start_civil, s.topic, s.place, s.state, s.revision,
         s.changed_ms, s.households_taken, s.households_max, s.org_id
       FROM sessions s WHERE ${condition} ORDER BY s.start_ms, s.id`,
      values,
    );
    const shifts = await tx.all<ShiftRecord>(
      `SELECT h.session_id, h.post_key, h.taken, h.seats_min FROM shifts h JOIN sessions s ON s.id = h.session_id
       WHERE ${condition} ORDER BY h.post_order`,
      values,
    );
    const seats = await tx.all<SeatsRecord>(
      `SELECT h.session_id, MAX(a.changed_ms) AS changed_ms FROM assignments a JOIN shifts h ON h.id = a.shift_id
       JOIN sessions s ON s.id = h.session_id
       WHERE ${condition} GROUP BY h.session_id`,
      values,
    );
    const zones = await this.zones(tx, orgIds);
    const programmes = await this.programmes(tx, [...new Set(rows.map((row) => row.programmeId))]);
    const seatsChanged = new Map(seats.map((row) => [row.sessionId, row.changedMs]));
    const shiftsOf = new Map<string, ShiftRecord[]>();
    for (const shift of shifts) {
      const known = shiftsOf.get(shift.sessionId);
      if (known) known.push(shift);
      else shiftsOf.set(shift.sessionId, [shift]);
    }
    return rows.flatMap((row) => {
      const programme = programmes.get(row.programmeId);
      const zone = zones.get(row.orgId);
      if (!programme || zone === undefined) return [];
      return [countsOf(row, zone, programme, shiftsOf.get(row.id) ?? [], seatsChanged.get(row.id) ?? 0)];
    });
  }

  private async zones(tx: Tx, orgIds: readonly string[]): Promise<Map<string, ZoneName>> {
    const rows = await zonesOf(tx, orgIds);
    return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
  }

  private async programmes(tx: Tx, ids: readonly string[]): Promise<Map<string, ProgrammeOf>> {
    if (ids.length === 0) return new Map();
    const rows = await programmesById(tx, ids);
    return new Map(
      rows.map(({ id, name, specification }) => [id, { name, specification: readSpecification(specification) }]),
    );
  }
}

function countsOf(
  row: SessionRecord,
  zone: ZoneName,
  { name, specification }: ProgrammeOf,
  shifts: readonly ShiftRecord[],
  seatsChanged: Instant,
): SessionCounts {
  return {
    sessionId: row.id,
    programmeName: name,
    dayPartName: specification.dayParts.find((part) => part.key === row.dayPart)?.name ?? '',
    start: row.startMs,
    end: row.endMs,
    startDate: dateOf(row.startCivil),
    zone,
    topic: row.topic,
    place: row.place ?? specification.place,
    cancelled: row.state === 'cancelled',
    revision: row.revision,
    changed: row.changedMs,
    seatsChanged,
    posts: shifts.map(({ postKey, taken, seatsMin }) => ({
      name: postOf(specification, postKey)?.name ?? postKey,
      taken,
      min: seatsMin,
    })),
    households: specification.capacity ? { taken: row.householdsTaken, max: row.householdsMax } : null,
  };
}

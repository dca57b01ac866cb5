import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { serviceContext, type OrgScope } from '../acts/domain/act-context';
import { PLAN_CHANGED, planDifference, type PlanDifference } from './plan-difference';
import type { Programme } from '../programmes/programmes.service';
import { SessionWriter } from '../programmes/session-writer.service';
import { SessionSeats } from '../rota/session-seats.service';
import { ShiftWriter } from '../rota/shift-writer.service';
import { SessionCloser } from './session-closer.service';
import { SessionMover } from './session-mover.service';
import type { ProgrammeSpecification } from '../programmes/domain/specification';

/** People who would have two shifts at once. */
export interface BusyThen {
  readonly rule: 'people-busy';
  readonly names: readonly string[];
}

interface SeatRecord {
  personId: string;
  name: string;
  sessionId: string;
  startMs: Instant;
  endMs: Instant;
}

/** Brings the sessions that are planned ahead in line with other days and hours of their programme. */
@Injectable()
export class PlanFollower {
  constructor(
    private readonly mover: SessionMover,
    private readonly closer: SessionCloser,
    private readonly sessions: SessionWriter,
    private readonly shifts: ShiftWriter,
    private readonly seats: SessionSeats,
  ) {}

  /** null: nobody would be in two places at once. */
  async busy(tx: Tx, { moved }: PlanDifference, now: Instant): Promise<BusyThen | null> {
    const going = new Map(moved.filter(({ session }) => session.people > 0).map(({ session, to }) => [session.id, to]));
    if (going.size === 0) return null;
    const ids = [...going.keys()];
    const seats = await tx.all<SeatRecord>(
      `SELECT a.person_id, p.name, s.session_id, a.start_ms, a.end_ms FROM assignments a
         JOIN shifts s ON s.id = a.shift_id JOIN people p ON p.id = a.person_id
        WHERE a.ended_key = '' AND a.state <> 'no-show' AND a.end_ms > ? AND a.person_id IN (SELECT b.person_id
          FROM assignments b JOIN shifts t ON t.id = b.shift_id
         WHERE b.ended_key = '' AND t.session_id IN (${ids.map(() => '?').join(',')}))
        ORDER BY p.slug`,
      [now, ...ids],
    );
    const then = seats.map((seat) => ({ ...seat, ...going.get(seat.sessionId) }));
    const names = then
      .filter((one) =>
        then.some(
          (other) =>
            other.personId === one.personId &&
            other.sessionId !== one.sessionId &&
            (going.has(one.sessionId) || going.has(other.sessionId)) &&
            one.startMs < other.endMs &&
            one.endMs > other.startMs,
        ),
      )
      .map(({ name }) => name);
    return names.length > 0 ? { rule: 'people-busy', names: [...new Set(names)] } : null;
  }

  difference(
    tx: Tx,
    scope: OrgScope,
    before: Pick<Programme, 'id' | 'specification'>,
    after: ProgrammeSpecification,
    now: Instant,
  ): Promise<PlanDifference | null> {
    return planDifference(tx, scope, before, after, now);
  }

  async follow(
    tx: Tx,
    scope: OrgScope,
    { moved, gone, revived, renamed }: PlanDifference,
    after: ProgrammeSpecification,
    now: Instant,
  ): Promise<void> {
    await this.clear(tx, scope, gone, now);
    const going = moved.map(({ session }) => session.id);
    await this.sessions.makeWay(tx, going);
    for (const { session, to } of moved) await this.mover.move(tx, { scope, now }, session, to, after.reminders);
    for (const { id } of revived) {
      await this.sessions.revive(tx, id, now);
      await this.shifts.reopen(tx, id);
    }
    for (const { session, to } of renamed) {
      await this.shifts.countAsNight(tx, session.id, to.night);
      await this.seats.countAsNight(tx, session.id, to.night);
    }
  }

  private async clear(tx: Tx, scope: OrgScope, gone: PlanDifference['gone'], now: Instant): Promise<void> {
    for (const { id, written } of gone) {
      if (written === 0) {
        await this.shifts.remove(tx, id);
        await this.sessions.remove(tx, id);
        continue;
      }
      await this.closer.close(tx, serviceContext(scope, now), id, PLAN_CHANGED);
    }
  }
}

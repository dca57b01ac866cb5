import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import type { OrgScope } from '../acts/domain/act-context';
import { SeatReminders, type SeatToConfirm } from '../asks/seat-reminders.service';
import type { ReminderPolicy } from '../programmes/domain/specification';
import { type AssignmentState, isExpected } from '../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import { plannedMinutes } from './domain/serving';
import { ShiftWriter } from './shift-writer.service';
import { AssignmentRow } from './assignment.row';
import type { NewRow } from '../database/typed';

/** A seat as a file or a register from outside tells of it. */
export interface ReportedSeat {
  readonly shift: {
    readonly id: string;
    readonly startMs: Instant;
    readonly endMs: Instant;
    readonly night: boolean;
  };
  readonly personId: string;
  readonly state: AssignmentState;
  readonly served: ReportedService;
  /** How its holder is asked whether she comes, where she still is to. */
  readonly policy: ReminderPolicy;
}

/** What a file tells of a duty that was served; what it leaves out is taken as planned, and as entered. */
export interface ReportedService {
  readonly arrivedMs?: Instant;
  readonly leftMs?: Instant;
  readonly minutes?: number;
  readonly origin?: ServiceOrigin;
  readonly reason?: string;
  readonly vouchedBy?: string;
}

const AT_ONCE = 200;

/**
 * Takes in seats that were given elsewhere, as they are told: of all rules only that a shift has no more seats than it
 * has is asked here, and nobody hears of it.
 */
@Injectable()
export class PastSeats {
  constructor(
    private readonly reminders: SeatReminders,
    private readonly shifts: ShiftWriter,
  ) {}

  /**
   * Writes these seats, with the reminders of those to come, and counts their shifts anew. Answers their ids in order;
   * what is refused has been written and is for the caller to take back.
   */
  async record(
    tx: Tx,
    scope: OrgScope,
    seats: readonly ReportedSeat[],
    now: Instant,
  ): Promise<Result<string[], { readonly rule: 'crowded'; readonly shiftIds: readonly string[] }>> {
    const rows = seats.map((seat) => rowOf(scope, seat, now));
    await tx.insert(AssignmentRow, rows);
    const asked = seats.flatMap((seat, i): SeatToConfirm[] => {
      if (!isExpected(seat.state)) return [];
      const { personId, policy, shift, state } = seat;
      const confirmed = state === 'confirmed';
      return [{ assignmentId: rows[i]?.id ?? '', personId, start: shift.startMs, policy, confirmed }];
    });
    for (let i = 0; i < asked.length; i += AT_ONCE) {
      await this.reminders.plan(tx, scope, now, asked.slice(i, i + AT_ONCE));
    }
    const crowded = await this.shifts.recount(tx, [...new Set(seats.map(({ shift }) => shift.id))], now);
    return crowded.length > 0 ? refused({ rule: 'crowded', shiftIds: crowded }) : done(rows.map(({ id }) => id));
  }

  /** What the file says of a seat that is here already, living or ended, by now. */
  async restate(tx: Tx, assignmentId: string, seat: ReportedSeat, now: Instant): Promise<void> {
    const { state } = seat;
    await tx.update(
      AssignmentRow,
      { id: assignmentId },
      { state, confirmedMs: state === 'confirmed' ? now : null, changedMs: now, claimedMs: null, ...servedOf(seat) },
    );
  }
}

/** What is kept of a duty that was begun, served or missed. */
function servedOf({ shift, state, served }: ReportedSeat) {
  const planned = plannedMinutes({ from: shift.startMs, to: shift.endMs });
  const told = served.minutes !== undefined || served.origin !== undefined;
  const begun = state === 'done' || state === 'on-duty';
  return {
    arrivedMs: served.arrivedMs ?? (begun && !told ? shift.startMs : null),
    leftMs: served.leftMs ?? (state === 'done' && !told ? shift.endMs : null),
    serviceMinutes: state === 'done' ? (served.minutes ?? planned) : (served.minutes ?? null),
    origin: served.origin ?? (state === 'done' ? 'entered' : null),
    originNote: served.reason ?? null,
    vouchedBy: served.vouchedBy ?? null,
  };
}

function rowOf(scope: OrgScope, seat: ReportedSeat, now: Instant): NewRow<AssignmentRow> {
  const { shift, personId, state } = seat;
  const id = newId(now);
  return {
    id,
    orgId: scope.orgId,
    shiftId: shift.id,
    personId,
    state,
    endedKey: state === 'dropped' ? id : '',
    startMs: shift.startMs,
    endMs: shift.endMs,
    night: shift.night,
    source: 'import',
    uid: newUid(),
    sequence: 0,
    timeSequence: 0,
    createdMs: now,
    changedMs: now,
    confirmedMs: state === 'confirmed' ? now : null,
    ...servedOf(seat),
  };
}

import type { Instant } from '../kernel/clock';
import { readSpecification } from '../programmes/domain/read-specification';
import { postOf, type ProgrammeSpecification, type RotaRules } from '../programmes/domain/specification';
import type { AssignmentState } from '../programmes/domain/assignment-state';
import type { BareSeat } from './domain/scene';
import type { Companion, Duty } from './domain/seat';
import type { MyShift, ShiftView } from './domain/shift-view';
import type { DutyRecord, ProgrammeRecord, SeatRecord, ServingRecord, ShiftRecord } from './rota-facts.queries';

/** A shift as it stands in the database, together with what its programme says about it. */
export interface GatheredShift {
  readonly view: ShiftView;
  readonly specification: ProgrammeSpecification;
  /** Everything the rules ask for but the people in the session. */
  readonly seat: BareSeat;
}

/** A person's seat in a session, living. */
export interface SessionSeat extends Companion {
  readonly sessionId: string;
  readonly name: string;
  readonly state: AssignmentState;
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
  readonly createdMs: Instant;
}

export function servingOf(row: ServingRecord, programme: ProgrammeRecord): MyShift {
  return {
    ...gatheredOf(row, programme).view,
    assignmentId: row.assignmentId,
    personId: row.personId,
    personName: row.personName,
    state: row.assignmentState,
    confirmedMs: row.confirmedMs,
    arrivedMs: row.arrivedMs,
    leftMs: row.leftMs,
    serviceMinutes: row.serviceMinutes,
    origin: row.origin,
    claimedMs: row.claimedMs,
    note: row.note,
  };
}

export function sessionSeatOf(row: SeatRecord, specification: ProgrammeSpecification | undefined): SessionSeat {
  const policy = specification ? postOf(specification, row.postKey)?.trainee : undefined;
  return {
    assignmentId: row.id,
    shiftId: row.shiftId,
    personId: row.personId,
    trainee: row.trainee === 1,
    policy: policy ?? 'allowed',
    away: row.state === 'no-show' || row.state === 'done',
    sessionId: row.sessionId,
    name: row.name,
    state: row.state,
    arrivedMs: row.arrivedMs,
    leftMs: row.leftMs,
    createdMs: row.createdMs,
  };
}

export function dutyOf(row: DutyRecord, rules: RotaRules): Duty {
  return {
    assignmentId: row.id,
    shiftId: row.shiftId,
    start: row.startMs,
    end: row.endMs,
    night: row.night === 1,
    highRisk: (row.highRisk ?? 0) > 0,
    rules,
  };
}

export function gatheredOf(row: ShiftRecord, programme: ProgrammeRecord): GatheredShift {
  const specification = readSpecification(programme.specification);
  const post = postOf(specification, row.postKey);
  const cancelled = row.state !== 'open' || row.sessionState !== 'planned';
  const { startMs: start, endMs: end, seatsMax, taken } = row;
  const night = row.night === 1;
  return {
    specification,
    view: {
      shiftId: row.id,
      sessionId: row.sessionId,
      programmeId: row.programmeId,
      programmeKey: programme.slug,
      programmeName: programme.name,
      postKey: row.postKey,
      postName: post?.name ?? row.postKey,
      dayPart: row.dayPart,
      dayPartName: specification.dayParts.find((part) => part.key === row.dayPart)?.name ?? '',
      start,
      end,
      startCivil: row.startCivil,
      endCivil: row.endCivil,
      place: row.place ?? specification.place,
      topic: row.topic,
      seatsMin: row.seatsMin,
      seatsMax,
      taken,
      night,
      cancelled,
    },
    seat: {
      shiftId: row.id,
      sessionId: row.sessionId,
      start,
      end,
      night,
      cancelled,
      seatsMax,
      taken,
      qualification: post?.qualification ?? null,
      trainee: post?.trainee ?? 'allowed',
      rules: specification.rules,
    },
  };
}

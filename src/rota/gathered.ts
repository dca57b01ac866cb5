import type { Instant } from '../kernel/clock';
import { readSpecification } from '../programmes/domain/read-specification';
import { postOf, type ProgrammeSpecification, type RotaRules } from '../programmes/domain/specification';
import type { AssignmentState } from '../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import type { BareSeat } from './domain/scene';
import type { Companion, Duty } from './domain/seat';
import type { MyShift, ShiftView } from './domain/shift-view';

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
  readonly createdMs: Instant;
}

/** One assignment, living or ended. */
export interface AssignmentFacts {
  readonly id: string;
  readonly shiftId: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly personName: string;
  readonly state: AssignmentState;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly source: string;
  readonly confirmedMs: Instant | null;
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
  /** Set while her word that she served waits for a coordinator's. */
  readonly claimedMs: Instant | null;
  readonly note: string | null;
}

export interface ShiftRecord {
  id: string;
  sessionId: string;
  programmeId: string;
  postKey: string;
  startMs: Instant;
  endMs: Instant;
  night: number;
  seatsMin: number;
  seatsMax: number;
  taken: number;
  state: string;
  sessionState: string;
  dayPart: string;
  startCivil: string;
  endCivil: string;
  place: string | null;
  topic: string | null;
}

export interface ProgrammeRecord {
  slug: string;
  name: string;
  specification: string;
}

export interface DutyRecord {
  id: string;
  personId: string;
  shiftId: string;
  startMs: Instant;
  endMs: Instant;
  night: number;
  programmeId: string;
  highRisk: number | null;
}

export interface ServingRecord {
  assignmentId: string;
  personId: string;
  personName: string;
  assignmentState: AssignmentState;
  confirmedMs: Instant | null;
  arrivedMs: Instant | null;
  leftMs: Instant | null;
  serviceMinutes: number | null;
  origin: ServiceOrigin | null;
  claimedMs: Instant | null;
  note: string | null;
}

export function servingOf(row: ShiftRecord & ServingRecord, programme: ProgrammeRecord): MyShift {
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

export interface SeatRecord {
  id: string;
  shiftId: string;
  personId: string;
  state: AssignmentState;
  createdMs: Instant;
  sessionId: string;
  postKey: string;
  trainee: number;
  name: string;
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

import type { CivilDateTime } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../../programmes/domain/service-origin';
import type { Violation } from './violation';

/** A shift as people see it, with everything needed to name it in full. */
export interface ShiftView {
  readonly shiftId: string;
  readonly sessionId: string;
  readonly programmeId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly postKey: string;
  readonly postName: string;
  readonly dayPart: string;
  readonly dayPartName: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly place: string | null;
  readonly topic: string | null;
  readonly seatsMin: number;
  readonly seatsMax: number;
  readonly taken: number;
  readonly night: boolean;
  readonly cancelled: boolean;
  /** Set where open shifts are listed; see OpenShift. */
  readonly offeredBy?: PersonRef | null;
  readonly verdict?: readonly Violation[];
}

/** A shift that can be claimed: a free seat, or one whose holder offers it. */
export interface OpenShift extends ShiftView {
  /** Whose seat one would cover, when no seat is free otherwise. */
  readonly offeredBy: PersonRef | null;
  /** What stands in the way of the person asked about; empty when she may claim it or nobody was named. */
  readonly verdict: readonly Violation[];
}

export interface PersonRef {
  readonly personId: string;
  readonly name: string;
}

/** One person's seat on a shift. */
export interface MyShift extends ShiftView {
  readonly assignmentId: string;
  readonly personId: string;
  readonly personName: string;
  readonly state: AssignmentState;
  readonly confirmedMs: Instant | null;
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
  readonly serviceMinutes: number | null;
  /** How those minutes are known; null while there are none. */
  readonly origin: ServiceOrigin | null;
  /** When she said, with the shift over, that she had been there; set while that waits for a coordinator's word. */
  readonly claimedMs: Instant | null;
  readonly note: string | null;
}

export interface SeatHolder extends PersonRef {
  readonly assignmentId: string;
  readonly state: AssignmentState;
  readonly arrivedMs: Instant | null;
  readonly leftMs: Instant | null;
}

/** A shift with everybody who has a seat on it. */
export interface DutyView extends ShiftView {
  readonly people: readonly SeatHolder[];
  readonly empty: number;
}

/** A shift that lacks people, or whose people ask to be relieved. */
export interface Gap extends DutyView {
  /** Seats below the shift's minimum. */
  readonly missing: number;
}

/** Somebody who might take a seat; `violations` empty: she fits. */
export interface Candidate extends PersonRef {
  readonly violations: readonly Violation[];
  /** Her shifts in the month of the seat. */
  readonly load: number;
  /** She named times at which she can serve. */
  readonly named: boolean;
}

/** A wish that waits for another person's word. */
export interface RequestView {
  readonly requestId: string;
  readonly kind: 'offer' | 'give' | 'swap';
  readonly state: 'open' | 'accepted' | 'refused' | 'expired' | 'withdrawn';
  readonly from: PersonRef;
  readonly to: PersonRef | null;
  readonly shift: MyShift;
  /** The shift that is asked for in return. */
  readonly other: MyShift | null;
  readonly expires: Instant;
}

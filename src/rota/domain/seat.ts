import type { Instant } from '../../kernel/clock';
import type { RotaRules, TraineePolicy } from '../../programmes/domain/specification';

/** One shift as somebody who might serve on it sees it. */
export interface Seat {
  readonly shiftId: string;
  readonly sessionId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly night: boolean;
  readonly cancelled: boolean;
  readonly seatsMax: number;
  readonly taken: number;
  readonly qualification: string | null;
  readonly trainee: TraineePolicy;
  readonly rules: RotaRules;
  /** Everybody who has a seat in the same session, on whatever post, this shift's own included. */
  readonly companions: readonly Companion[];
}

export interface Companion {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly personId: string;
  readonly trainee: boolean;
  /** The policy of the post she serves on. */
  readonly policy: TraineePolicy;
  /** She never came, or has gone: nobody's company, and nobody who needs any. */
  readonly away?: boolean;
}

/** A duty that a person already has, with the rest that its own programme asks for after it and before it. */
export interface Duty {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly night: boolean;
  /** A high-risk call was reported for it. */
  readonly highRisk: boolean;
  readonly rules: RotaRules;
}

import type { Clause } from './clause';
import type { Aspect } from '../reading';
import type { Entity } from '../entities/entity';
import type { Intent } from './forms/clause-form';

/** One clause with what it can be. */
export interface Piece {
  readonly clause: Clause;
  readonly intent: Intent | 'unknown';
  readonly doubtful: boolean;
  readonly splits: boolean;
  /** What of a look was wanted. */
  readonly asks?: Aspect;
  readonly entities: readonly Entity[];
}

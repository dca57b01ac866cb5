import type { Family } from '../../programmes/domain/goals';
import type { LocalDay } from '../../rota/domain/local-day';
import type { MonthShift } from '../domain/month-facts';

/** A shift of the month by its place in the order of starts. */
export interface Slot extends MonthShift {
  readonly index: number;
  readonly day: LocalDay;
  /** In which of the families it is to be shared out fairly. */
  readonly families: readonly Family[];
  /** The slot of the same post in the session before, when the goal of continuity looks at it. */
  readonly before: number | null;
}

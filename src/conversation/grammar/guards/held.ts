import type { Act } from '../reading';

/** Every reason for which an act is not carried out as it was read; each has its sentence in the wording. */
export type GuardName =
  | 'rehearsal' | 'quoted' | 'other-subject' | 'third-person' | 'not-hers' | 'impossible-number' | 'count' | 'no-note' | 'short-absence' | 'later'
  | 'telling' | 'wh' | 'timetable' | 'past' | 'habit' | 'hedged' | 'condition' | 'negated' | 'partial-hours' | 'unknown-day' | 'look-unread'; // prettier-ignore

/** What a guard objected to: the words themselves, and the act that was not carried out. */
export interface Held {
  readonly by: GuardName;
  readonly said: string;
  readonly act: Act;
}

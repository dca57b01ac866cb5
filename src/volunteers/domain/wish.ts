import type { CivilDate } from '../../kernel/civil-time';
import type { Preferences } from '../../organisations/domain/preferences';

/** A stretch of what a volunteer would like or would rather not do; what is left out does not matter. */
export interface Wish {
  readonly want: 'like' | 'dislike';
  readonly programme?: string;
  readonly post?: string;
  readonly dayPart?: string;
  /** 1 Monday … 7 Sunday, of the day on which the session begins. */
  readonly weekday?: number;
  readonly date?: CivilDate;
}

/** What a volunteer would like, of all that she has set for herself, in the order in which she said it. */
export const wishesIn = ({ wishes = [] }: Preferences): readonly Wish[] => wishes as readonly Wish[];

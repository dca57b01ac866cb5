/** What makes one complete month better than another, as data of a programme; every number is a weight, 0 leaves the goal out. */
export interface Goals {
  /** For each unit by which a person is away from her fair share, squared, counted apart; 0: this programme's shifts do not count there. */
  readonly fairness: Readonly<Record<Family, number>>;
  /** For each shift that somebody wished for, and for each that she would rather not have. */
  readonly like: number;
  readonly dislike: number;
  /** For each session led by whoever had the post in the one before, where sessions lie at least four days apart. */
  readonly continuity: number;
  /** How many shifts one that she took over from somebody else counts for beyond itself in her account. */
  readonly covering: number;
}

/** What is shared out fairly, each for itself. */
export type Family = 'shifts' | 'nights' | 'weekends' | 'holidays';

export const FAMILIES: readonly Family[] = ['shifts', 'nights', 'weekends', 'holidays'];

export const DEFAULT_GOALS: Goals = {
  fairness: { shifts: 10, nights: 10, weekends: 5, holidays: 10 },
  like: 3,
  dislike: 8,
  continuity: 2,
  covering: 0.5,
};

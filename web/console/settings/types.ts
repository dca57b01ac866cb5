import type {
  DayPart as SetDayPart,
  Goals as SetGoals,
  Measure as SetMeasure,
  Post as SetPost,
} from '../../shared/api';
import type { Answer } from '../../shared/operations';

export type OrganisationSettings = Answer<'/api/settings/organisation'>;
export type TreeNode = OrganisationSettings['tree'][number];

/** As it stands in a form: it may be changed, and a number may be empty. */
type InForm<T> = { -readonly [K in keyof T]: number extends T[K] ? T[K] | null : T[K] };

export type Post = InForm<SetPost>;
/** A part of the day; its end may be 24:00. A programme with one stretch has one with the key ''. */
export type DayPart = InForm<SetDayPart>;
export type Measure = InForm<SetMeasure>;

/** Numbers by the name of the setting; null: empty, which means no limit where that is allowed. */
export type Numbers = Record<string, number | null>;

export type Goals = InForm<Omit<SetGoals, 'fairness'>> & { fairness: Numbers };

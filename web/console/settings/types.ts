export interface TreeNode {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly version: string;
}

export interface ChannelState {
  readonly channel: string;
  readonly connected: boolean;
  readonly people: number;
  readonly sent: number;
  readonly failed: number;
  readonly lastSentMs: number | null;
}

export interface OrganisationSettings {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
  readonly version: string;
  readonly crisisText: string | null;
  readonly quietHours: { readonly from: string; readonly to: string };
  readonly mayGrow: boolean;
  readonly tree: readonly TreeNode[];
  readonly channels: readonly ChannelState[];
}

export interface Post {
  key: string;
  name: string;
  min: number | null;
  max: number | null;
  qualification: string | null;
  trainee: 'allowed' | 'not-alone' | 'never';
}

/** A part of the day; its end may be 24:00. A programme with one stretch has one with the key ''. */
export interface DayPart {
  key: string;
  name: string;
  start: string;
  end: string;
  night: boolean;
}

export interface Measure {
  key: string;
  name: string;
  unit: string;
  estimated: boolean;
  published?: 'exact' | 'about';
}

/** Numbers by the name of the setting; null: empty, which means no limit where that is allowed. */
export type Numbers = Record<string, number | null>;

export interface Goals {
  readonly fairness: Numbers;
  readonly [name: string]: number | null | Numbers;
}

export interface Specification {
  readonly recurrence: string | null;
  readonly place: string | null;
  readonly dayParts: readonly Readonly<DayPart>[];
  readonly capacity: { readonly households: number | null; readonly waitlist: number } | null;
  readonly posts: readonly Post[];
  readonly rules: Readonly<Numbers>;
  /** The weights of the automatic draft; those of fairness apart. */
  readonly goals: Goals;
  readonly reminders: Readonly<Numbers>;
  readonly handover: Readonly<Record<string, number | string>> | null;
  readonly measures: readonly Measure[];
}

export interface ProgrammeSettings {
  readonly key: string;
  readonly name: string;
  readonly version: string;
  readonly specification: Specification;
}

export interface Programmes {
  readonly programmes: readonly ProgrammeSettings[];
  readonly qualifications: readonly { readonly key: string; readonly name: string }[];
}

export interface Consequences {
  readonly sessions: number;
  readonly missingBefore: number;
  readonly missingAfter: number;
  readonly overfull: number;
  readonly kept: number;
  readonly plan: Readonly<Record<'moved' | 'told' | 'gone' | 'kept' | 'created', number>> | null;
}

export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly worked: readonly string[];
}

export interface Holidays {
  readonly year: number;
  readonly daysOff: readonly Holiday[] | null;
  readonly own: boolean;
}

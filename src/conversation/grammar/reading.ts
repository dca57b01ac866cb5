import type { CivilDateTime, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { SpokenMeasure } from '../../programmes/domain/usual-measures';

/** Everything that can be asked of the service in a conversation; `none` is what is no request at all. */
export const ACTS = [
  'bind',
  'open-shifts',
  'my-shifts',
  'on-duty',
  'claim',
  'undo',
  'drop',
  'offer',
  'give',
  'swap',
  'agree',
  'refuse',
  'confirm',
  'arrive',
  'handover',
  'off-duty',
  'report',
  'take-leave',
  'wish',
  'remind-me',
  'quiet',
  'calendar',
  'my-stats',
  'sessions',
  'register',
  'unregister',
  'check-in',
  'feedback',
  'draft',
  'publish',
  'gaps',
  'unconfirmed',
  'fill',
  'act-for',
  'notify',
  'message-status',
  'stats',
  'year-report',
  'chain-list',
  'help',
  'crisis',
  'none',
] as const;

export type Act = (typeof ACTS)[number];

/** A stretch of wall time that contains `from` and not `to`; `to` is null when only a beginning was said. */
export interface Stretch {
  readonly from: CivilDateTime;
  readonly to: CivilDateTime | null;
}

/** The second shift of a swap. */
export interface OtherShift {
  when?: Stretch[];
  numbers?: number[];
  dayPart?: string;
}

/**
 * Figures that were reported, by the key of the organisation file (`calls`, `highRisk`, …); by the name where the key says different
 * things in two programmes.
 */
export type TallyFigures = Readonly<Record<string, number>>;

/** What was said besides the act, each part only when it was said. */
export interface Slots {
  when?: Stretch[];
  /** An RRULE, with BYHOUR and BYMINUTE when an hour was said. */
  every?: string;
  numbers?: number[];
  person?: string;
  other?: OtherShift;
  /** As said: 晚上, 夜班 — given when no hour was said; `when` then is the part's stretch, or the whole day for a shift's name. */
  dayPart?: string;
  programme?: string;
  post?: string;
  party?: number;
  households?: number;
  tally?: TallyFigures;
  code?: string;
  score?: number;
  /** For `wish`: whether she would like to be drafted for it or would rather not. */
  want?: 'like' | 'dislike';
  note?: string;
  /** A condition that was attached, as said; what carries one is never carried out as it stands. */
  but?: string;
}

/**
 * The question to put before anything is done. The options for `when` are the candidate stretches in the order of
 * likelihood; for every other matter they are sentences that the grammar reads without a question.
 */
export type Ask =
  | { readonly about: 'when'; readonly options: readonly Stretch[] }
  | { readonly about: 'number' | 'person' | 'act'; readonly options: readonly string[] };

export interface Reading {
  act: Act;
  slots: Slots;
  ask: Ask | null;
  /** For `act-for`: what is to be done on the other's behalf. */
  doing?: Act;
  /** For `act-for`: the person that the other's shift goes to (代 张三 换班 3 给王芳). */
  recipient?: string;
  /** A length that was said and is no stretch of wall time (提前2小时), in minutes. */
  minutes?: number;
  /** A holiday whose official days were meant and are not in the table yet: the year. */
  unknownYear?: number;
}

/** One holiday of the published table: its days off, and the days that are worked for its sake. */
export interface HolidayStretch {
  readonly name: string;
  readonly from: string;
  /** The first day after it. */
  readonly to: string;
  readonly worked?: readonly string[];
}

/** Names that an organisation uses beyond the common ones. Give the same object each time: what is derived from it is kept. */
export interface Vocabulary {
  readonly programmes?: readonly string[];
  readonly posts?: readonly string[];
  readonly dayParts?: readonly string[];
  /** What the programmes measure, beyond the usual measures. */
  readonly measures?: readonly SpokenMeasure[];
  /** Everyday names and the programme that each stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** What a reading depends on besides the words, for a person whose wall clock shows `wall`. */
export interface WallContext {
  readonly wall: CivilDateTime;
  /** How many entries the numbered list has that stands open for this person. */
  readonly numbered?: number;
  readonly vocabulary?: Vocabulary;
  /** The official days off of a year, or null while they are not published. */
  readonly holidays?: (year: number) => readonly HolidayStretch[] | null;
}

export interface Context extends Omit<WallContext, 'wall'> {
  readonly now: Instant;
  readonly zone: ZoneName;
}

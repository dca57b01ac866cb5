import type { CivilDateTime } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { MINUTE } from '../../kernel/clock';
import type { TallyAnswers } from '../../statistics/domain/tally';
import type { Act, Aspect, Slots } from '../grammar/reading';

/** How long the numbers of a list stay valid. */
export const LIST_LIFE = 30 * MINUTE;
/** How long a question waits for its answer. */
export const QUESTION_LIFE = 30 * MINUTE;

export type ListEntryKind =
  | 'shift'
  | 'assignment'
  /** A shift of somebody else that is asked for in return. */
  | 'counterpart'
  | 'session'
  | 'registration'
  | 'person'
  | 'request'
  /** What she asked of somebody else, and may take back. */
  | 'own-request'
  /** Somebody's word that she served, which waits for a coordinator's. */
  | 'sign-in'
  /** A ring of wishes that waits for her word. */
  | 'ring'
  /** Her own wish to serve at another time. */
  | 'wish'
  /** A wish about the rota; its id is the wish itself. */
  | 'roster-wish';

/** One line of a numbered list: the thing itself, and how it stood when it was shown. */
export interface ListEntry {
  readonly kind: ListEntryKind;
  readonly id: string;
  /** Changes whenever the thing is no longer what the person saw under that number. */
  readonly stamp: string;
}

/** What the last numbered list showed. Its numbers mean these things and never others. */
export interface Listing {
  /** What a bare number suggests; `none` where a number alone suggests nothing. */
  readonly act: Act;
  readonly entries: readonly ListEntry[];
}

/** What was said of one session of several. */
export interface ReportSaid {
  readonly slots: Slots;
  /** The session, once it is settled. */
  readonly entry?: ListEntry;
  readonly tally?: TallyAnswers;
}

/** An act that waits for a word: what was understood, and what has been settled since. */
export interface Step {
  readonly act: Act;
  readonly slots: Slots;
  /** What is to be done on another's behalf. */
  readonly doing?: Act;
  /** What of a look was wanted. */
  readonly asks?: Aspect;
  /** A length of time that was said, in minutes. */
  readonly minutes?: number;
  /** What the person chose, or what was resolved before she was asked. */
  readonly chosen?: readonly ListEntry[];
  /** Several acts of this kind that are looked at and asked about together. */
  readonly together?: readonly Step[];
  /** Understood, but not plainly said: it is echoed and waits for 是. */
  readonly tentative?: boolean;
  /** She has been shown exactly this and said yes. */
  readonly sure?: boolean;
  /** What she has said to the questions that a report raised. */
  readonly tally?: TallyAnswers;
  /** Reports of several sessions that were made in one message; each keeps its own figures. */
  readonly reports?: readonly ReportSaid[];
  /** The content of a preview that a yes must still find unchanged, or what the yes stands for. */
  readonly seen?: string;
}

/** The part of an act that is still to be said. */
/** `doing`: what is to be done for somebody, in a sentence of its own. */
export type WantedSlot = 'doing' | 'when' | 'tally' | 'note' | 'code' | 'score' | 'party' | 'person' | 'minutes';

/** What tells one numbered answer from another besides its number: when it is, what it is, or who. */
export interface Facet {
  readonly start?: Instant;
  readonly end?: Instant;
  readonly startCivil?: CivilDateTime;
  readonly endCivil?: CivilDateTime;
  readonly dayPartName?: string;
  readonly programmeKey?: string;
  readonly programmeName?: string;
  readonly setting?: string;
  readonly postKey?: string;
  readonly postName?: string;
  readonly name?: string;
  /** What this answer is called besides. */
  readonly words?: readonly string[];
}

/** An open question of one person in one conversation. */
export interface Question {
  /** The numbered answers. */
  readonly options: readonly Step[];
  /** What 是 does; left out where only a number answers. */
  readonly yes?: readonly Step[];
  /** 都要 carries out every option. */
  readonly all?: boolean;
  /** What tells the numbered answers apart, in their order. */
  readonly facets?: readonly Facet[];
  /** The numbered answers as they were shown. */
  readonly lines?: readonly string[];
  /** The act that what is said next completes, and with which of its parts. */
  readonly into?: { readonly step: Step; readonly slot: WantedSlot };
  /** What 换一个 does. */
  readonly next?: Step;
  /** What 不 does beyond leaving the question. */
  readonly no?: readonly Step[];
  readonly askedMs: Instant;
  /** How it was put, to be said again where something else came in between; left out where it is not worth that. */
  readonly said?: string;
  /** A list was shown since: a number alone is one of that list. */
  readonly unnumbered?: boolean;
}

/** What stands open between the bot and a person in one conversation. */
export interface Dialogue {
  readonly listing: Listing | null;
  readonly listingUntilMs: Instant;
  readonly question: Question | null;
  readonly questionUntilMs: Instant;
  readonly changedMs: Instant;
}

export const NOTHING_OPEN: Dialogue = {
  listing: null,
  listingUntilMs: 0,
  question: null,
  questionUntilMs: 0,
  changedMs: 0,
};

/** The question, when it still waits. */
export function openQuestion(dialogue: Dialogue, now: Instant): Question | null {
  return dialogue.question && now < dialogue.questionUntilMs ? dialogue.question : null;
}

/** An offer to pass on words that were not understood: it is about them alone, so that only the very next message takes it. */
export const offersToPassOn = ({ yes = [] }: Question): boolean =>
  yes.length > 0 && yes.every(({ act }) => act === 'ask-coordinator');

/** What others are told of as soon as it is done. */
const TELLS: ReadonlySet<Act> = new Set<Act>([
  'notify',
  'publish',
  'cancel-session',
  'change-session',
  'restore-session',
  'ask-again',
]);

/** A preview of what others will be told: news that come in between may have made it untrue. */
export const tellsOthers = ({ yes = [] }: Question): boolean => yes.some(({ act }) => TELLS.has(act));

/** A list as a command may use it: `expired` when there was one whose time is over. */
export type KnownListing =
  { readonly state: 'none' | 'expired' } | { readonly state: 'valid'; readonly listing: Listing };

/**
 * The list that a number means: the one shown in this conversation, else the latest that the person was shown in
 * another one (a list read in private is often answered in the group).
 */
export function listingFor(here: Dialogue, elsewhere: readonly Dialogue[], now: Instant): KnownListing {
  const valid = (d: Dialogue): boolean => d.listing !== null && now < d.listingUntilMs;
  const latest = [...elsewhere].sort((a, b) => b.listingUntilMs - a.listingUntilMs)[0];
  const found = valid(here) ? here : latest && valid(latest) ? latest : null;
  if (found?.listing) return { state: 'valid', listing: found.listing };
  return { state: here.listing || latest?.listing ? 'expired' : 'none' };
}

import type { Instant } from '../../kernel/clock';
import type { Reply } from '../channel';

/** What a fact may be; a list of words stands for one of them, and a `?` for what older versions left out. */
type Shape = 'text' | 'instant' | 'flag?' | 'texts' | readonly string[];

const ASSIGNMENT = { assignmentId: 'text' } as const;
const SHIFT = { shiftId: 'text' } as const;
const BY = { byPersonId: 'text' } as const;
const REQUEST = { requestId: 'text' } as const;
const RING = { ringId: 'text' } as const;
const REGISTRATION = { registrationId: 'text' } as const;
const SESSION = { sessionId: 'text' } as const;
const AT = { atMs: 'instant' } as const;

/**
 * Every kind of message that is worded when it leaves, with the facts that its words are made of: ids, instants and
 * names, never rows. A new kind is added here; whatever then does not compile is what it still lacks.
 */
export const FACTS = {
  'confirm-reminder': ASSIGNMENT,
  'confirm-again': ASSIGNMENT,
  'own-reminder': ASSIGNMENT,
  assigned: ASSIGNMENT,
  unassigned: ASSIGNMENT,
  'given-back': ASSIGNMENT,
  covered: { ...ASSIGNMENT, ...BY },
  'handover-note': ASSIGNMENT,
  /** Somebody says with the duty over that she was there; it waits for a coordinator's word. */
  'late-sign-in': ASSIGNMENT,
  'late-sign-in-answered': ASSIGNMENT,
  'give-asked': REQUEST,
  'swap-asked': REQUEST,
  'request-answered': REQUEST,
  'request-expired': REQUEST,
  'ring-asked': RING,
  'ring-ended': RING,
  'wish-expired': { wishId: 'text' },
  'registered-promoted': REGISTRATION,
  'registration-reminder': REGISTRATION,
  'rota-published': { rotaId: 'text' },
  'session-cancelled': SESSION,
  /** `serves`: she served on it before it was cancelled. */
  'session-restored': { ...SESSION, serves: 'flag?' },
  /** `serves`: she serves on it and does not only come. */
  'session-changed': { ...SESSION, serves: 'flag?' },
  /** `measures`: keys of the figures, of which the person told has reported a part. */
  'tally-changed': { ...SESSION, ...BY, measures: 'texts' },
  'cover-asked': SHIFT,
  'cover-settled': { ...SHIFT, end: ['filled', 'kept', 'closed'] },
  /** `personIds`: who took the seat; none: its holder comes after all. */
  'seat-settled': { ...SHIFT, personIds: 'texts' },
  'post-empty': { ...SHIFT, rung: ['backup', 'supervisor', 'coordinator'] },
  'post-filled': SHIFT,
  'post-acknowledged': { ...SHIFT, ...BY },
  /** `atMs`: when she expects to be there. */
  'late-coming': { ...SHIFT, ...BY, ...AT },
  /** `personIds`: trainees of the shift who must not be alone and are. */
  'trainee-alone': { ...SHIFT, personIds: 'texts' },
  'still-open': AT,
  'nobody-there': AT,
  'crisis-alert': AT,
  'crisis-care': { ...AT, why: ['asked', 'again'], ofPersonId: 'text' },
  'question-asked': { questionId: 'text' },
  'question-answered': { questionId: 'text' },
  /** `where`: the channel of the account that was bound to her. */
  'account-bound': { ...AT, where: 'text' },
  /** Binding codes are being guessed, or codes asked for in somebody's name. */
  guessing: { ...AT, what: ['binding-codes', 'sign-in-codes'] },
  'sign-in-code': { ...AT, code: 'text', browser: 'text' },
  invitation: { invitationId: 'text', digest: 'text' },
  'counter-declined': { invitationId: 'text' },
  notice: { text: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shape>>>>;

/** Kinds whose sentences are ready when they are owed; a notice may be either. */
const READY = ['notice', 'aside', 'answer-by-mail', 'unproven-reply', 'counter-proposed'] as const;

export type WordedKind = keyof typeof FACTS;
type ReadyKind = (typeof READY)[number];
export type MessageKind = WordedKind | ReadyKind;

/** As lists of messages show it; `other`: one that this version does not know any more. */
export type LoggedKind = MessageKind | 'other';

/** All kinds, each once. */
export const MESSAGE_KINDS = [...new Set([...Object.keys(FACTS), ...READY])] as readonly MessageKind[];

type ValueOf<S> = S extends readonly (infer Word)[]
  ? Word
  : S extends 'texts'
    ? readonly string[]
    : S extends 'instant'
      ? Instant
      : S extends 'flag?'
        ? boolean
        : string;

type Flat<T> = { readonly [K in keyof T]: T[K] };
type OptionalIn<T> = { [K in keyof T]: T[K] extends `${string}?` ? K : never }[keyof T];
type ValuesOf<T> = Flat<
  { [K in Exclude<keyof T, OptionalIn<T>>]: ValueOf<T[K]> } & { [K in OptionalIn<T>]?: ValueOf<T[K]> }
>;

/** What the words of one kind are made of. */
export type FactsOf<K extends WordedKind> = ValuesOf<(typeof FACTS)[K]>;

/** A kind together with its own facts: the one thing that wording is made from. */
export type Worded<K extends WordedKind = WordedKind> = {
  [One in K]: { readonly kind: One; readonly facts: FactsOf<One> };
}[K];

/** What is owed: of one kind, either ready sentences or the facts that this kind is worded from when it leaves. */
export type Message =
  | { [K in ReadyKind]: { readonly kind: K; readonly content: { readonly say: readonly Reply[] } } }[ReadyKind]
  | { [K in WordedKind]: { readonly kind: K; readonly content: { readonly facts: FactsOf<K> } } }[WordedKind];

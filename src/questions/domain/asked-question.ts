import type { Instant } from '../../kernel/clock';

/** A question that was passed on, as coordinators see it. */
export interface AskedQuestion {
  readonly id: string;
  readonly number: number;
  readonly personId: string;
  readonly personName: string;
  readonly text: string;
  readonly askedMs: Instant;
  /** null: it still waits. */
  readonly answer: string | null;
  readonly answeredByName: string | null;
  readonly answeredMs: Instant | null;
  /** Whether it stands in the organisation's list by now. */
  readonly kept: boolean;
}

/** The most characters of a question and of an answer. */
export const LONGEST_QUESTION = 500;
export const LONGEST_ANSWER = 500;

export type QuestionRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  | { readonly rule: 'nobody-to-ask' }
  | { readonly rule: 'empty' }
  | { readonly rule: 'too-long'; readonly most: number }
  /** So many of hers still wait. */
  | { readonly rule: 'too-many'; readonly most: number }
  | { readonly rule: 'answered-already'; readonly by: string | null }
  | { readonly rule: 'not-answered' }
  /** The list of the organisation is full or was changed at the same moment. */
  | { readonly rule: 'list-full' }
  | { readonly rule: 'changed-meanwhile' };

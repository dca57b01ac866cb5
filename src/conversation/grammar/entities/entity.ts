import type { TimePhrase } from '../time/phrase';

/** Something with a value of its own that was found in a text; each kind stands in the skeleton as one capital letter. */
export type Entity =
  | { readonly kind: 'T'; readonly phrase: TimePhrase }
  | { readonly kind: 'N'; readonly numbers: readonly number[]; readonly word: string }
  /** `unsure`: only what stands around it tells that it is a person. */
  | { readonly kind: 'P'; readonly name: string; readonly unsure?: true }
  | { readonly kind: 'G' | 'O'; readonly word: string }
  /** `certainty`: left out where the figure is exact. */
  | { readonly kind: 'C'; readonly measure: string; readonly value: number; readonly certainty?: 'at-least' | 'about' }
  | { readonly kind: 'H'; readonly party: number | null; readonly households: number | null }
  | { readonly kind: 'L'; readonly minutes: number; readonly word: string }
  | { readonly kind: 'K'; readonly code: string };

/** An entity that begins at a place of a text, and how many characters it takes. */
export interface FoundEntity {
  readonly entity: Entity;
  readonly length: number;
}

/** A small number as people write it: 3, 三, 十二. */
export const SMALL = '(?:\\d{1,4}|[一二三四五六七八九十两]{1,3})';

/** A match that begins exactly at `at`, or null. `pattern` is sticky. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

import { nameAt } from '../grammar/entities/people';

/** A text in which everything that could tell who or what is meant has been replaced. */
export interface Masked {
  readonly text: string;
  /** Puts back what was replaced; null when `text` names a placeholder that there is none of. */
  restore(text: string): string | null;
}

const ADDRESSES = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu;
const DIGITS = /[+]?\d(?:[\d\s.,:/-]*\d)?/gu;
const NUMERALS = /(?<!周|星期|礼拜)[零〇一二两三四五六七八九十百千万幺廿]+(?![下些起直样定般])/gu;
/** Account names and the like: WeChat shows them in Latin letters. */
const LATIN = /[A-Za-z][\w-]{3,}/gu;
const WEEKDAY = /^周[一二三四五六日天末]/u;
const PLACEHOLDER = /\[[NPX]\d+\]/gu;

/**
 * Replaces names (those of `names`, their given names alone, and whatever else looks like a name), numbers, telephone
 * numbers, addresses and account names by `[P1]`, `[N1]`, `[X1]`. Errs towards replacing too much.
 */
export function mask(typed: string, names: readonly string[]): Masked {
  const replaced = new Map<string, string>();
  const put = (kind: 'N' | 'P' | 'X', what: string): string => {
    const key = `[${kind}${String([...replaced.keys()].filter((one) => one.startsWith(`[${kind}`)).length + 1)}]`;
    replaced.set(key, what);
    return key;
  };
  const outside = (text: string, work: (piece: string) => string): string =>
    text
      .split(/(\[[NPX]\d+\])/u)
      .map((piece, i) => (i % 2 === 1 ? piece : work(piece)))
      .join('');
  let text = typed.normalize('NFKC').replace(/[[\]]/gu, ' ');
  text = text.replace(ADDRESSES, (found) => put('X', found));
  for (const name of namesIn(names)) {
    text = outside(text, (piece) => piece.replaceAll(name, () => put('P', name)));
  }
  text = outside(text, (piece) => unknownNames(piece, (name) => put('P', name)));
  text = outside(text, (piece) => piece.replace(LATIN, (found) => put('X', found)));
  text = outside(text, (piece) => piece.replace(DIGITS, (found) => put('N', found)));
  text = outside(text, (piece) => piece.replace(NUMERALS, (found) => put('N', found)));
  return {
    text,
    restore: (masked) => {
      const known = [...masked.matchAll(PLACEHOLDER)].every(([key]) => replaced.has(key));
      return known ? masked.replace(PLACEHOLDER, (key) => replaced.get(key) ?? '') : null;
    },
  };
}

/** Full names and given names of two characters or more, the longest first. */
function namesIn(names: readonly string[]): string[] {
  const all = names.flatMap((name) => (name.length >= 3 ? [name, name.slice(1)] : [name]));
  return [...new Set(all)].filter((name) => name.length >= 2).sort((a, b) => b.length - a.length);
}

function unknownNames(text: string, put: (name: string) => string): string {
  let out = '';
  for (let at = 0; at < text.length;) {
    const found = WEEKDAY.test(text.slice(at)) ? null : nameAt(text, at, (next) => WEEKDAY.test(text.slice(next)));
    out += found ? put(found.name) : text.charAt(at);
    at += found?.length ?? 1;
  }
  return out;
}

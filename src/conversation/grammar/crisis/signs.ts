import { DANGER, HARMLESS, type Sign } from './explicit-words';
import { OWN_LIFE } from './own-life-words';
import { VEILED } from './veiled-words';
import { VIOLENCE } from './violence-words';

interface Heard {
  readonly piece: string;
  readonly pattern: RegExp;
}

function compiled(signs: readonly Sign[], flags: string): Heard[] {
  const byPiece = new Map<string, string[]>();
  for (const [piece, expression] of signs) byPiece.set(piece, [...(byPiece.get(piece) ?? []), expression]);
  return [...byPiece].map(([piece, expressions]) => ({ piece, pattern: new RegExp(expressions.join('|'), flags) }));
}

const EXPLICIT = [...DANGER, ...OWN_LIFE, ...VIOLENCE];
/** One glance that most texts do not pass. */
const anyOf = (signs: readonly Sign[]): RegExp => new RegExp([...new Set(signs.map(([piece]) => piece))].join('|'));
const ANY_EXPLICIT = anyOf(EXPLICIT);
const explicit = compiled(EXPLICIT, '');
const veiled = compiled(VEILED, '');
const harmless = compiled(HARMLESS, 'g');

/** A normal text without everyday exaggerations (累死了, 笑死) and household words that hold the same characters. */
export function withoutHarmless(text: string): string {
  let left = text;
  for (const { piece, pattern } of harmless) if (left.includes(piece)) left = left.replace(pattern, '○');
  return left;
}

/** True when a normal text names a danger to life; everyday exaggerations do not count. */
export function namesDanger(text: string): boolean {
  if (!ANY_EXPLICIT.test(text)) return false;
  const heard = explicit.filter(({ piece }) => text.includes(piece));
  if (heard.length === 0) return false;
  const left = withoutHarmless(text);
  return heard.some(({ pattern }) => pattern.test(left));
}

/** True when a normal text has the words of a danger that is not named. */
export const hintsAtDanger = (text: string): boolean =>
  veiled.some(({ piece, pattern }) => text.includes(piece) && pattern.test(text));

import { DANGER, HARMLESS, type Sign } from './explicit-words';
import { OWN_LIFE } from './own-life-words';
import { VEILED } from './veiled-words';
import { VIOLENCE } from './violence-words';

interface Heard {
  readonly piece: string;
  readonly pattern: RegExp;
}

/** Signs by the first characters of the pieces that have to be there, so that a text is gone through once for all of them. */
class Signs {
  private readonly byFirst = new Map<string, number[]>();
  private readonly heard: readonly Heard[];

  constructor(signs: readonly Sign[], flags = '') {
    const byPiece = new Map<string, string[]>();
    for (const [piece, expression] of signs) byPiece.set(piece, [...(byPiece.get(piece) ?? []), expression]);
    this.heard = [...byPiece].map(([piece, expressions]) => ({
      piece,
      pattern: new RegExp(expressions.join('|'), flags),
    }));
    this.heard.forEach(({ piece }, at) => {
      const first = piece.charAt(0);
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), at]);
    });
  }

  /** Those whose piece is in a text, in their order. */
  in(text: string): Heard[] {
    const found: number[] = [];
    for (let at = 0; at < text.length; at++) {
      for (const sign of this.byFirst.get(text.charAt(at)) ?? []) {
        if (!found.includes(sign) && text.startsWith(this.heard[sign]?.piece ?? '', at)) found.push(sign);
      }
    }
    return found.sort((a, b) => a - b).flatMap((sign) => this.heard[sign] ?? []);
  }
}

const explicit = new Signs([...DANGER, ...OWN_LIFE, ...VIOLENCE]);
const veiled = new Signs(VEILED);
const harmless = new Signs(HARMLESS, 'g');

/** A normal text without everyday exaggerations (累死了, 笑死) and household words that hold the same characters. */
export function withoutHarmless(text: string): string {
  let left = text;
  for (const { piece, pattern } of harmless.in(text)) if (left.includes(piece)) left = left.replace(pattern, '○');
  return left;
}

/** True when a normal text names a danger to life; everyday exaggerations do not count. */
export function namesDanger(text: string): boolean {
  const heard = explicit.in(text);
  if (heard.length === 0) return false;
  const left = withoutHarmless(text);
  return heard.some(({ pattern }) => pattern.test(left));
}

/** True when a normal text has the words of a danger that is not named. */
export const hintsAtDanger = (text: string): boolean => veiled.in(text).some(({ pattern }) => pattern.test(text));

import { DANGER, HARMLESS, type Sign } from './explicit-words';

interface Heard {
  readonly piece: string;
  readonly pattern: RegExp;
}

function compiled(signs: readonly Sign[], flags: string): Heard[] {
  const byPiece = new Map<string, string[]>();
  for (const [piece, expression] of signs) byPiece.set(piece, [...(byPiece.get(piece) ?? []), expression]);
  return [...byPiece].map(([piece, expressions]) => ({ piece, pattern: new RegExp(expressions.join('|'), flags) }));
}

/** One glance that most texts do not pass. */
const ANY_PIECE = new RegExp([...new Set(DANGER.map(([piece]) => piece))].join('|'));
const dangerous = compiled(DANGER, '');
const harmless = compiled(HARMLESS, 'g');

/** True when a normal text sounds like a danger to life; everyday exaggerations (累死了, 笑死) do not count. */
export function soundsLikeCrisis(text: string): boolean {
  if (!ANY_PIECE.test(text)) return false;
  const heard = dangerous.filter(({ piece }) => text.includes(piece));
  if (heard.length === 0) return false;
  let left = text;
  for (const { piece, pattern } of harmless) if (left.includes(piece)) left = left.replace(pattern, '○');
  return heard.some(({ pattern }) => pattern.test(left));
}

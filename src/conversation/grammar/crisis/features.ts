import { hashOf, piecesOf } from '../text/pieces';
import { hintsAtDanger, withoutHarmless } from './signs';
import { classesOf, classFeatures } from './word-classes';

/** The feature of a text with the words of a veiled sign. */
export const HINT_NAME = '#hint';

/** Texts longer than this are scored piece by piece, so that one sentence among many is not drowned. */
const PIECE = 48;
/** A clause shorter than this is heard together with what follows it. */
const CLAUSE = 10;
const MARKS = /[,。!?~;…、.:]+/g;

/** What the score adds up over, as hashes, each once. */
export interface Features {
  readonly hashes: readonly number[];
  /** How many single characters there are, the two ends among them; they come first. */
  readonly characters: number;
  /** The words of a veiled sign are there. */
  readonly hinted: boolean;
}

const HINT = hashOf(HINT_NAME);

/**
 * The pieces of one to three characters, the classes of words and every two of them that meet, and whether the words of a veiled sign
 * are there.
 */
export function featuresOf(text: string): Features {
  const { hashes, characters } = piecesOf(`^${text}$`);
  for (const hash of classFeatures(classesOf(text))) hashes.push(hash);
  const hinted = hintsAtDanger(text);
  if (hinted) hashes.push(HINT);
  return { hashes, characters, hinted };
}

/** A normal text as it is scored: without exaggerations and with one kind of mark; a long one clause by clause. */
export function scoredPieces(text: string): string[] {
  const plain = withoutHarmless(text).replace(MARKS, ',').replace(/,$/, '');
  if (plain.length <= PIECE) return [plain];
  const clauses = plain.split(',').flatMap((clause) => inParts(clause));
  return clauses.map((_, from) => {
    let piece = clauses[from] ?? '';
    for (let at = from + 1; piece.length < CLAUSE && at < clauses.length; at++) piece += `,${clauses[at] ?? ''}`;
    return piece;
  });
}

/** What was dictated has no marks: overlapping parts of it. */
function inParts(clause: string): string[] {
  if (clause.length <= PIECE) return [clause];
  const parts: string[] = [];
  for (let at = 0; at < clause.length; at += PIECE / 2) parts.push(clause.slice(at, at + PIECE));
  return parts;
}

import type { Clause } from '../clauses/clause';
import type { Piece } from '../clauses/piece';
import type { Intent } from '../clauses/forms/clause-form';
import { LOOKS, NEGATION } from '../readings/clause-joiner';
import { isRemark } from '../readings/remarks';
import type { Skeleton } from '../entities/skeleton';
import type { Normal } from '../text/normalise';
import type { Evidence, EvidenceClause, SaidEntity } from './evidence';
import { quoteIn, type Quote } from './quotes';
import { subjectOf, topicOf } from './subject';

/** What one reading of a text leaves to look at. */
export interface Found {
  readonly normal: Normal;
  readonly skeleton: Skeleton;
  readonly clauses: readonly Clause[];
  /** The clauses as they were recognised; empty where the text was read as a whole. */
  readonly pieces: readonly Piece[];
  readonly looked: string | null;
  readonly wall: string;
}

const SAYS_NOTHING: ReadonlySet<Piece['intent']> = new Set<Piece['intent']>(['nothing', 'more', 'unknown']);

/** The evidence in what was found. */
export function evidenceOf(found: Found): Evidence {
  const { normal, skeleton, pieces, looked, wall } = found;
  const entities = [...skeleton.entities].map(([place, entity]): SaidEntity => {
    const from = skeleton.places[place] ?? 0;
    return { entity, word: normal.text.slice(from, skeleton.places[place + 1] ?? from), from };
  });
  const quote = quoteIn(normal.raw, skeleton.text);
  const clauses = found.clauses.map((clause) => clauseOf(clause, found, quote));
  const acting = clauses.filter(({ role, intent }) => role === 'act' && !LOOKS.has(intent as Intent));
  const said = acting.length > 0 ? acting : clauses;
  return {
    raw: normal.raw,
    text: normal.text,
    skeleton: skeleton.text,
    entities,
    clauses,
    acting: said.map(({ text }) => text).join(','),
    words: said.map(({ words }) => words).join(','),
    topic: topicOf(skeleton.text, (place) => {
      const entity = skeleton.entities.get(place);
      return entity?.kind === 'P' ? entity.name : null;
    }),
    unread: pieces.length === 0 ? [] : unreadIn(found),
    looked,
    wall,
  };
}

function clauseOf(clause: Clause, { normal, skeleton, pieces }: Found, quote: Quote | null): EvidenceClause {
  const words = skeleton.text.slice(clause.start, clause.end);
  const own = pieces.filter(({ clause: { from, to } }) => from >= clause.from && to <= clause.to);
  const acting = own.find(({ intent }) => !SAYS_NOTHING.has(intent));
  const nameOf = (place: number): string | null => {
    const entity = skeleton.entities.get(clause.start + place);
    return entity?.kind === 'P' ? entity.name : null;
  };
  return {
    role: roleOf(
      clause,
      own,
      quote !== null && clause.start < quote.to && clause.end > quote.from,
      pieces.length === 0,
    ),
    subject: subjectOf(words, nameOf),
    negated: NEGATION.test(words),
    asks: clause.question,
    intent: acting?.intent ?? own[0]?.intent ?? 'unknown',
    text: normal.text.slice(clause.from, clause.to),
    words,
  };
}

function roleOf(clause: Clause, own: readonly Piece[], quoted: boolean, whole: boolean): EvidenceClause['role'] {
  if (clause.condition) return 'condition';
  const acts = whole || own.some(({ intent }) => !SAYS_NOTHING.has(intent));
  if (quoted) return 'quote';
  if (acts) return 'act';
  if (own.some(({ intent }) => intent === 'nothing' || intent === 'more')) return 'told';
  return own.every(isRemark) ? 'reason' : 'unknown';
}

/** The parts of the text that no piece covers, and the pieces that were not understood. */
function unreadIn({ normal, pieces }: Found): string[] {
  const unread: string[] = [];
  let at = 0;
  for (const { clause, intent } of [...pieces].sort((a, b) => a.clause.from - b.clause.from)) {
    if (clause.from > at) unread.push(normal.text.slice(at, clause.from));
    if (intent === 'unknown') unread.push(normal.text.slice(clause.from, clause.to));
    at = Math.max(at, clause.to);
  }
  unread.push(normal.text.slice(at));
  return unread.map((words) => words.replace(/[,;。!?.…~\s]/g, '')).filter((words) => words !== '');
}

import type { Piece } from '../clauses/piece';
import type { Entity } from '../entities/entity';
import type { PhraseItem } from '../time/phrase';

/** Where in a clause the other side of a swap begins: everything up to it is one's own. */
function cutOf(core: string, changes: boolean): number {
  // 和王芳换班 3: what follows 换班 is one's own.
  if (/^我?想?[和跟与找]P换班/.test(core)) return core.length;
  const person = core.search(/P|[和跟与同]你/);
  if (person >= 0) return person;
  const verb = [...core.matchAll(/换|调|改|挪/g)].find(({ index }) => /[TN]/.test(core.slice(0, index)));
  return verb?.index ?? (changes ? 0 : core.length);
}

const MUTUAL = /对|互|换一?换|换$|换一?下/;
const pairOfItems = (items: readonly PhraseItem[]): boolean =>
  items.length === 2 && items.every(({ days }) => days !== null) && items[1]?.link === 'and';

/** Two shifts that are named side by side (3和5换一下): the first is one's own. Null when there is no such pair. */
export function pairOf(
  entities: readonly Entity[],
  said: string,
): { mine: Entity[]; other: Entity[]; doubtful: boolean } | null {
  if (said.includes('都')) return null;
  const [first, second] = entities.filter(({ kind }) => kind === 'N' || kind === 'T');
  if (entities.some(({ kind }) => kind === 'P') || !first) return null;
  if (second) return entities.length === 2 ? { mine: [first], other: [second], doubtful: false } : null;
  if (first.kind === 'N' && first.numbers.length === 2) {
    const [mine, other] = first.numbers.map((number): Entity => ({ ...first, numbers: [number] }));
    return mine && other ? { mine: [mine], other: [other], doubtful: !MUTUAL.test(said) } : null;
  }
  if (first.kind !== 'T' || !pairOfItems(first.phrase.items)) return null;
  const [mine, other] = first.phrase.items.map((item): Entity => ({
    ...first,
    phrase: { ...first.phrase, items: [item] },
  }));
  return mine && other ? { mine: [mine], other: [other], doubtful: false } : null;
}

/** Parts the entities of a swap into one's own shift and the one that is wanted for it. */
export function sidesOf(pieces: readonly Piece[]): { mine: Entity[]; other: Entity[] } {
  const mine: Entity[] = [];
  const other: Entity[] = [];
  for (const piece of pieces) {
    if (!piece.splits) {
      (piece.intent === 'claim' || piece.intent === 'can' ? other : mine).push(...piece.entities);
      continue;
    }
    const { core } = piece.clause;
    const cut = cutOf(core, piece.intent === 'change');
    const places = [...core.matchAll(/[A-Z]/g)].map(({ index }) => index);
    piece.entities.forEach((entity, i) => ((places[i] ?? 0) <= cut ? mine : other).push(entity));
  }
  return { mine, other };
}

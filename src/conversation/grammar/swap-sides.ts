import type { Piece } from './drafts';
import type { Entity } from './skeleton';

/** Where in a clause the other side of a swap begins: everything up to it is one's own. */
function cutOf(core: string, changes: boolean): number {
  // 和王芳换班 3: what follows 换班 is one's own.
  if (/^我?想?[和跟与找]P换班/.test(core)) return core.length;
  const person = core.indexOf('P');
  if (person >= 0) return person;
  const verb = [...core.matchAll(/换|调|改|挪/g)].find(({ index }) => /[TN]/.test(core.slice(0, index)));
  return verb?.index ?? (changes ? 0 : core.length);
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

import type { ZoneName } from '../../kernel/civil-time';
import type { ListEntry, ListEntryKind, KnownListing, Step } from './dialogue';
import { match, type Matchable } from './matching';

/** Something that a person may mean: how it is matched, kept in a list, and shown. */
export interface Referent extends Matchable {
  readonly entry: ListEntry;
  /** Other things that mean the same, such as the shift of an assignment. */
  readonly alias?: ListEntry;
  readonly line: string;
}

export type NumberProblem = 'no-list' | 'expired' | 'out-of-range' | 'gone' | 'changed';

export type Resolution<T> =
  /** What was meant, without a doubt; more than one only where several were said. */
  | { readonly kind: 'settled'; readonly items: readonly T[] }
  /** Each of these fits what was said. */
  | { readonly kind: 'several'; readonly items: readonly T[] }
  /** None is what was said; these are close to it. */
  | { readonly kind: 'maybe'; readonly items: readonly T[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly problem: NumberProblem; readonly number: number; readonly count: number };

const same = (a: ListEntry, b: ListEntry | undefined): boolean => b !== undefined && a.kind === b.kind && a.id === b.id;

/**
 * Finds what was meant among `referents`: what was chosen before, else the numbers of the last list, else what was
 * said about time, programme and post, else the only one there is. A number means what stood beside it, nothing else.
 */
export function resolve<T extends Referent>(
  step: Step,
  listing: KnownListing,
  referents: readonly T[],
  zone: ZoneName,
  kinds: readonly ListEntryKind[] = ['shift', 'assignment', 'session', 'registration'],
): Resolution<T> {
  const picked = step.chosen?.filter((entry) => kinds.includes(entry.kind));
  if (picked && picked.length > 0)
    return byEntries(
      picked,
      picked.map((_, i) => i + 1),
      referents,
    );
  const { numbers } = step.slots;
  if (numbers && numbers.length > 0) {
    if (listing.state !== 'valid') {
      return {
        kind: 'number',
        problem: listing.state === 'none' ? 'no-list' : 'expired',
        number: numbers[0] ?? 0,
        count: 0,
      };
    }
    const { entries } = listing.listing;
    const beyond = numbers.find((n) => entries[n - 1] === undefined);
    if (beyond !== undefined) return { kind: 'number', problem: 'out-of-range', number: beyond, count: entries.length };
    return byEntries(
      numbers.map((n) => entries[n - 1]).filter((e) => e !== undefined),
      numbers,
      referents,
    );
  }
  return bySaying(step, referents, zone);
}

function byEntries<T extends Referent>(
  entries: readonly ListEntry[],
  numbers: readonly number[],
  referents: readonly T[],
): Resolution<T> {
  const items: T[] = [];
  for (const [i, entry] of entries.entries()) {
    const found = referents.find((c) => same(c.entry, entry) || (c.alias !== undefined && same(c.alias, entry)));
    const number = numbers[i] ?? i + 1;
    if (!found) return { kind: 'number', problem: 'gone', number, count: entries.length };
    const stamp = same(found.entry, entry) ? found.entry.stamp : (found.alias?.stamp ?? '');
    if (stamp !== entry.stamp) return { kind: 'number', problem: 'changed', number, count: entries.length };
    items.push(found);
  }
  return { kind: 'settled', items };
}

function bySaying<T extends Referent>(step: Step, referents: readonly T[], zone: ZoneName): Resolution<T> {
  const { slots } = step;
  const stretches = slots.every === undefined ? (slots.when ?? []) : [];
  if (stretches.length > 1) {
    const each = stretches.map((when) => match(referents, { ...slots, when: [when] }, zone).exact);
    if (each.every((found) => found.length === 1)) return { kind: 'settled', items: each.flat() };
  }
  const { exact, near } = match(referents, slots, zone);
  if (exact.length === 1) return { kind: 'settled', items: exact };
  if (exact.length > 1) return { kind: 'several', items: exact };
  return near.length > 0 ? { kind: 'maybe', items: near } : { kind: 'none' };
}

/** The entries that the step names, by choice or by number, as far as there are such. */
export function entriesMeant(step: Step, listing: KnownListing): ListEntry[] {
  const numbers = step.slots.numbers ?? [];
  const listed = listing.state === 'valid' ? numbers.map((n) => listing.listing.entries[n - 1]) : [];
  return [...(step.chosen ?? []), ...listed].filter((entry) => entry !== undefined);
}

/** True when something was said that tells one thing from another. */
export function isSpecific(step: Step): boolean {
  const { numbers, when, every, dayPart, programme, post } = step.slots;
  // for whom something is done says nothing of what it is done to
  const chosen = step.chosen?.find(({ kind }) => kind !== 'person');
  return [chosen, numbers, when, every, dayPart, programme, post].some((slot) => slot !== undefined);
}

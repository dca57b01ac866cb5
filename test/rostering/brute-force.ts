import { Checker } from '../nurse-rostering/nrp-checker';

/** All rows that each person's rules allow, by trying every one; in the order of the staff. */
export function allowedRows(checker: Checker): string[][][] {
  const rows = [...combinations(Array.from({ length: checker.days }, () => ['', ...checker.shifts]))];
  return checker.staff.map((person) => rows.filter((row) => checker.faultsOf(person, row).length === 0));
}

/** The least cost of an instance by trying every schedule that the checker lets pass; null when there is none. */
export function cheapestByTrial(text: string): number | null {
  const checker = new Checker(text);
  let best: number | null = null;
  for (const chosen of combinations(allowedRows(checker))) {
    const cost = checker.costOf(Object.fromEntries(checker.staff.map((person, index) => [person, chosen[index]!])));
    if (best === null || cost < best) best = cost;
  }
  return best;
}

function* combinations<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...rest] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const item of first) for (const others of combinations(rest)) yield [item, ...others];
}

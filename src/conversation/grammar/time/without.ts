import type { Stretch } from '../reading';

/** `list` without what `taken` covers, or null when some of `taken` lies outside: then one of the two is not what was meant. */
export function without(list: readonly Stretch[], taken: readonly Stretch[]): Stretch[] | null {
  let left = [...list];
  for (const out of taken) {
    const { to } = out;
    if (to === null) return null;
    if (!left.some((each) => each.to !== null && each.from <= out.from && to <= each.to)) return null;
    left = left.flatMap((each) => {
      if (each.to === null || each.to <= out.from || to <= each.from) return [each];
      const before = each.from < out.from ? [{ from: each.from, to: out.from }] : [];
      const after = to < each.to ? [{ from: to, to: each.to }] : [];
      return [...before, ...after];
    });
  }
  return left;
}

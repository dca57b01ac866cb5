import type { Instant } from './clock';

/** A stretch of time that contains `from` and not `to`. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** True when the two share at least one instant; intervals that merely touch do not overlap. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}

/** True when `outer` contains every instant of `inner`. */
export function covers(outer: Interval, inner: Interval): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** Milliseconds between two intervals; negative when they overlap. */
export function gapBetween(a: Interval, b: Interval): number {
  return a.from <= b.from ? b.from - a.to : a.from - b.to;
}

/** The fewest intervals that contain the same instants, in order; touching ones are joined. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last && next.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else merged.push(next);
  }
  return merged;
}

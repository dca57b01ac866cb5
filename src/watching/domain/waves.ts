import type { Instant } from '../../kernel/clock';

/** Somebody who could step in, with everything the choice depends on. */
export interface Substitute {
  readonly personId: string;
  /** Her key in the organisation: the last word where everything else is equal. */
  readonly key: string;
  readonly name: string;
  /** No rule keeps her from the seat: not on leave, qualified, rested, within her caps. */
  readonly fits: boolean;
  /** It is night for her, or she asked for quiet, and she did not allow to be asked then. */
  readonly quiet: boolean;
  /** She was asked for this very shift already, or is the one to be replaced. */
  readonly askedForThis: boolean;
  /** How often she was asked to step in within the last 24 hours and the last 30 days, and when last. */
  readonly askedToday: number;
  readonly askedOfLate: number;
  readonly lastAskedMs: Instant | null;
  /** She named times at which she can serve, and this is one of them. */
  readonly named: boolean;
  /** Her shifts in the month of the seat. */
  readonly load: number;
}

/** Why somebody was asked before others. */
export interface AskReason {
  readonly askedOfLate: number;
  readonly named: boolean;
  readonly load: number;
}

export interface Chosen {
  readonly personId: string;
  readonly name: string;
  readonly reason: AskReason;
}

/**
 * The next wave: of those who may be asked now, the least asked first, then who named the time, then who was asked the
 * longest ago, then who serves least this month. At most `size`; nobody more often than `asksPerDay` in a day.
 */
export function nextWave(people: readonly Substitute[], size: number, asksPerDay: number): Chosen[] {
  return people
    .filter((one) => one.fits && !one.quiet && !one.askedForThis && one.askedToday < asksPerDay)
    .sort(
      (a, b) =>
        a.askedOfLate - b.askedOfLate ||
        Number(b.named) - Number(a.named) ||
        (a.lastAskedMs ?? 0) - (b.lastAskedMs ?? 0) ||
        a.load - b.load ||
        (a.key < b.key ? -1 : 1),
    )
    .slice(0, size)
    .map(({ personId, name, askedOfLate, named, load }) => ({ personId, name, reason: { askedOfLate, named, load } }));
}

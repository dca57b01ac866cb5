/** An instant: milliseconds since 1970-01-01T00:00:00Z. The only form in which instants are stored. */
export type Instant = number;

/** The one way to learn what time it is. Everything that depends on time takes `now` or a Clock. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is told to move; it never runs backwards. */
export class ManualClock implements Clock {
  constructor(private instant: Instant) {}

  now(): Instant {
    return this.instant;
  }

  /** Moves to `instant`; an earlier one leaves the clock where it is. */
  windTo(instant: Instant): void {
    this.instant = Math.max(this.instant, instant);
  }
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

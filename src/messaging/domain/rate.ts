/** At most so many messages in so many milliseconds, as a provider allows them. */
export interface Rate {
  readonly messages: number;
  readonly perMs: number;
}

/**
 * The generic cell rate algorithm (ITU-T I.371, a leaky bucket as one number): `until` is when the bucket will have
 * drained. Answers the new value when one more message may go at `now`, else how many milliseconds it has to wait.
 */
export function takeFrom(
  until: number,
  rate: Rate,
  now: number,
): { readonly until: number } | { readonly waitMs: number } {
  const drained = Math.max(until, now);
  const waitMs = Math.ceil(drained - now - ((rate.messages - 1) * rate.perMs) / rate.messages);
  return waitMs > 0 ? { waitMs } : { until: drained + rate.perMs / rate.messages };
}

/** The outcome of a use case: done, or refused for a reason that the person can be told. Bugs are thrown, never returned. */
export type Result<T, R> = Done<T> | Refused<R>;

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<R> {
  readonly ok: false;
  readonly refusal: R;
}

export const done = <T>(value: T): Done<T> => ({ ok: true, value });
export const refused = <R>(refusal: R): Refused<R> => ({ ok: false, refusal });

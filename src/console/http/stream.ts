import type { MessageEvent } from '@nestjs/common';
import {
  concatMap,
  filter,
  interval,
  map,
  merge,
  takeUntil,
  type MonoTypeOperatorFunction,
  type Observable,
} from 'rxjs';
import { SECOND } from '../../kernel/clock';

/** Proxies close a stream that says nothing for a minute. */
const PING_EVERY = 25 * SECOND;
const PING = { type: 'ping', data: 'ping' } as const;

interface Told<T extends object> extends MessageEvent {
  readonly data: T;
}

/** A stream of events whose data are a T each, but for the pings; the description of the API is read off its type. */
export type Stream<T extends object> = Observable<Told<T> | typeof PING>;

/** What keeps a stream open while there is nothing to tell. */
export const pings = (): Observable<typeof PING> => interval(PING_EVERY).pipe(map(() => PING));

/** How soon a stream ends after whoever opened it may no longer. */
const ASK_EVERY = 5 * SECOND;

/** Ends a stream once `stays` says no; asked every few seconds, and whenever `sooner` says something. */
export const whileMay = <T>(stays: () => Promise<boolean>, sooner: Observable<unknown>): MonoTypeOperatorFunction<T> =>
  takeUntil(
    merge(interval(ASK_EVERY), sooner).pipe(
      concatMap(() => stays()),
      filter((may) => !may),
    ),
  );

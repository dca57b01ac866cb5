import { request as requestOnce, RequestFailed, type RequestOptions } from '../../shared/http';
import type { Answer, Body, Known, Method, Query, Sent } from '../../shared/operations';
import { router } from '../router';
import { signedInAgain } from '../shell/signed-out';
import { keep, KeptForLater, type Shown } from '../unsaved';

const key = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16)).join('');

/** Long enough for a month to be drafted. */
const LONG = 120_000;

/** Asks again once whoever was signed in has signed in again: what she does is done, and what she writes is kept. */
async function request<T>(path: string, options?: RequestOptions): Promise<T> {
  try {
    return await requestOnce<T>(path, options);
  } catch (error) {
    const again = isSignedOut(error) ? signedInAgain() : null;
    if (!again) throw error;
    await again;
    return requestOnce<T>(path, options);
  }
}

/** Refused because nobody is signed in, and not because a proof was wrong. */
const isSignedOut = (error: unknown): boolean =>
  error instanceof RequestFailed && error.problem?.status === 401 && !error.problem.rule;

/** `asked`: what stands behind the question mark; empty values are left out. */
export const get = <const A extends string>(address: A & Known<A>, asked?: Query<A>): Promise<Answer<A>> =>
  request(address + query(asked));

/** An act: asked again with the same key it is done once. */
export const act = <const A extends string>(
  address: A & Known<A, 'POST'>,
  ...[json]: Sent<A>
): Promise<Answer<A, 'POST'>> => change('POST', address, json);

/** An act by another method. */
export const put = <const A extends string>(
  address: A & Known<A, 'PUT'>,
  ...[json]: Sent<A, 'PUT'>
): Promise<Answer<A, 'PUT'>> => change('PUT', address, json);

export const remove = <const A extends string>(address: A & Known<A, 'DELETE'>): Promise<Answer<A, 'DELETE'>> =>
  change('DELETE', address);

const change = <T>(method: Method, path: string, json: unknown = {}): Promise<T> =>
  request<T>(path, { method, json, idempotencyKey: key(), timeoutMs: LONG });

/** An edit that must not be lost: without an answer it is kept, shown as not saved, and tried again. Throws KeptForLater then. */
export async function edit<const A extends string, M extends Method = 'POST'>(
  shown: Shown,
  address: A & Known<A, M>,
  json: Body<A, M>,
  method: M = 'POST' as M,
): Promise<Answer<A, M>> {
  const idempotencyKey = key();
  try {
    return await request(address, { method, json, idempotencyKey });
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.problem) throw error;
    keep({ ...shown, key: idempotencyKey, path: address, method, json, at: router.currentRoute.value.fullPath });
    throw new KeptForLater();
  }
}

/** A file as the body of an act. */
export const send = <const A extends string>(
  address: A & Known<A, 'POST'>,
  file: Blob,
  type: string,
  asked?: Query<A, 'POST'>,
): Promise<Answer<A, 'POST'>> =>
  request(address + query(asked), { method: 'POST', body: file, type, idempotencyKey: key(), timeoutMs: LONG });

/** `?a=1&b=2` of what was given. */
function query(asked: object = {}): string {
  const given = Object.entries(asked as Record<string, string | number | undefined>).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return given.length > 0
    ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`
    : '';
}

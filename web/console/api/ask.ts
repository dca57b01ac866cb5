import { request, RequestFailed } from '../../shared/http';
import { router } from '../router';
import { keep, KeptForLater, type Shown } from '../unsaved';

const key = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16)).join('');

/** Long enough for a month to be drafted. */
const LONG = 120_000;

export const get = <T>(path: string): Promise<T> => request<T>(path);

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An act: asked again with the same key it is done once. */
export const act = <T>(path: string, json: unknown = {}, method: Method = 'POST') =>
  request<T>(path, { method, json, idempotencyKey: key(), timeoutMs: LONG });

/** An edit that must not be lost: without an answer it is kept, shown as not saved, and tried again. Throws KeptForLater then. */
export async function edit<T>(shown: Shown, path: string, json: unknown = {}, method: Method = 'POST'): Promise<T> {
  const idempotencyKey = key();
  try {
    return await request<T>(path, { method, json, idempotencyKey });
  } catch (error) {
    if (!(error instanceof RequestFailed) || error.problem) throw error;
    keep({ ...shown, key: idempotencyKey, path, method, json, at: router.currentRoute.value.fullPath });
    throw new KeptForLater();
  }
}

export const send = <T>(path: string, body: Blob, type: string): Promise<T> =>
  request<T>(path, { method: 'POST', body, type, idempotencyKey: key(), timeoutMs: LONG });

/** `?a=1&b=2` of what was given; empty values are left out. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return given.length > 0
    ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`
    : '';
}

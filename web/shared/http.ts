import type { ProblemDetails } from './api';
import type { Answer, Body, Known, Method } from './operations';

/** What the server answered instead of what was asked for (RFC 9457). */
export type Problem = Omit<ProblemDetails, 'type'>;

/** Thrown for every answer that is not a success; `problem` is null when there was no answer at all. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? '网络不通，请稍后再试');
  }
}

export interface RequestOptions {
  readonly method?: Method;
  readonly json?: unknown;
  readonly body?: Blob;
  readonly type?: string;
  readonly idempotencyKey?: string;
  readonly authorization?: string;
  readonly timeoutMs?: number;
}

/** Asks the server and gives back what it answered; throws RequestFailed otherwise. */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (options.json !== undefined) headers['Content-Type'] = 'application/json';
  if (options.type) headers['Content-Type'] = options.type;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  if (options.authorization) headers.Authorization = options.authorization;
  const response = await answered(path, options, headers);
  const text = await response.text();
  const value =
    text && (response.headers.get('Content-Type') ?? '').includes('json') ? (JSON.parse(text) as unknown) : text;
  if (!response.ok) throw new RequestFailed(problemOf(response, value));
  return value as T;
}

/** The same for an address that the server is known to have, with what it takes and answers there. */
export const ask = <const A extends string, M extends Method = 'GET'>(
  address: A & Known<A, M>,
  options: RequestOptions & { readonly method?: M; readonly json?: Body<A, M> } = {},
): Promise<Answer<A, M>> => request(address, options);

async function answered(path: string, options: RequestOptions, headers: Record<string, string>): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), options.timeoutMs ?? 20_000);
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      headers,
      body: options.json === undefined ? options.body : JSON.stringify(options.json),
      credentials: 'same-origin',
      signal: abort.signal,
    });
  } catch {
    throw new RequestFailed(null);
  } finally {
    clearTimeout(timer);
  }
}

function problemOf(response: Response, value: unknown): Problem {
  if (typeof value === 'object' && value !== null && 'title' in value) return value as Problem;
  return { status: response.status, title: `服务暂时无法回答（${response.status}）` };
}

import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { done, refused, type Result } from '../kernel/result';
import type { Address, CalendarDoor } from './calendar-door';

/** Why a calendar could not be fetched. */
export type FetchFault =
  | 'bad-url'
  | 'host-not-allowed'
  | 'private-address'
  | 'unreachable'
  | 'redirected'
  | 'bad-status'
  | 'too-long'
  | 'too-slow'
  | 'packed'
  | 'not-utf-8';

/** Why an address is not even tried; null: it may be. */
export function faultOfUrl(text: string, hosts: readonly string[], door: CalendarDoor): FetchFault | null {
  const url = URL.parse(text);
  if (!url || !door.protocols.includes(url.protocol) || url.username !== '' || url.password !== '') return 'bad-url';
  return hosts.includes(url.hostname.replace(/\.$/, '')) ? null : 'host-not-allowed';
}

/**
 * The text behind an address of an allowed host. The host is looked up once, every address it has must be permitted,
 * and the connection goes to the one that was looked at; no redirection is followed.
 */
export async function fetchCalendar(
  text: string,
  hosts: readonly string[],
  door: CalendarDoor,
): Promise<Result<string, { readonly fault: FetchFault }>> {
  const fault = faultOfUrl(text, hosts, door);
  if (fault) return refused({ fault });
  const url = new URL(text);
  const signal = AbortSignal.timeout(door.timeMs);
  try {
    const addresses = await inTime(addressesOf(url.hostname, door), signal);
    const [first] = addresses;
    if (!first || !addresses.every((address) => door.permits(address))) return refused({ fault: 'private-address' });
    const response = await answerOf(url, first, door, signal);
    try {
      const wrong = faultOfAnswer(response);
      if (wrong) return refused({ fault: wrong });
      const body = await bodyOf(response, door.mostBytes);
      if (!body) return refused({ fault: 'too-long' });
      return done(new TextDecoder('utf-8', { fatal: true }).decode(body));
    } finally {
      response.destroy();
    }
  } catch (error) {
    if (signal.aborted) return refused({ fault: 'too-slow' });
    return refused({ fault: isBadText(error) ? 'not-utf-8' : 'unreachable' });
  }
}

const isBadText = (error: unknown): boolean =>
  (error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';

async function addressesOf(host: string, door: CalendarDoor): Promise<readonly Address[]> {
  const family = isIP(host.replace(/^\[|\]$/g, ''));
  return family === 0 ? door.resolve(host) : [{ address: host.replace(/^\[|\]$/g, ''), family }];
}

/** Look-ups cannot be ended, only no longer be waited for. */
async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('too slow'));
      });
    }),
  ]);
}

function answerOf(url: URL, { address, family }: Address, door: CalendarDoor, signal: AbortSignal) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const options: RequestOptions & { ca?: string } = {
      agent: false,
      signal,
      headers: { Accept: 'text/calendar', 'Accept-Encoding': 'identity', 'User-Agent': 'Xinyue' },
      lookup: (_host, { all }, tell) => {
        if (all) tell(null, [{ address, family }]);
        else tell(null, address, family);
      },
      ...(door.ca === undefined ? {} : { ca: door.ca }),
    };
    const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
    ask(url, options, resolve).on('error', reject).end();
  });
}

function faultOfAnswer({ statusCode = 0, headers }: IncomingMessage): FetchFault | null {
  if (statusCode >= 300 && statusCode < 400) return 'redirected';
  if (statusCode !== 200) return 'bad-status';
  return (headers['content-encoding'] ?? 'identity') === 'identity' ? null : 'packed';
}

/** null: longer than `most`; nothing after that is read. */
async function bodyOf(response: IncomingMessage, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

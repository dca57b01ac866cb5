import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FeedRequest, FeedText } from '../../calendar/calendar-feeds.service';
import { attachmentNamed } from '../http/send-file';

const AS_FILE = { 'Content-Disposition': attachmentNamed('心约日历.ics') };

/** What a request wants of a feed. */
export function wishOf({ headers }: IncomingMessage): FeedRequest {
  return { ifNoneMatch: headers['if-none-match'], acceptsGzip: acceptsGzipOf(headers['accept-encoding']) };
}

/** Answers with a feed; asked for with `?file`, as something to be saved and opened once instead of subscribed to. */
export function sendFeed(request: IncomingMessage, response: ServerResponse, feed: FeedText): void {
  const headers = { ETag: feed.etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' };
  if (feed.status === 304) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Length': feed.body.length,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    'X-Content-Type-Options': 'nosniff',
    ...(request.url?.endsWith('?file') ? AS_FILE : {}),
    ...(feed.gzipped ? { 'Content-Encoding': 'gzip' } : {}),
  } satisfies OutgoingHttpHeaders);
  response.end(request.method === 'HEAD' ? undefined : feed.body);
}

/** Whether gzip may be sent (RFC 9110, 12.5.3): named or covered by `*`, and not with a weight of nought. */
function acceptsGzipOf(accepted: string | string[] | undefined): boolean {
  if (accepted === undefined) return false;
  const codings = String(accepted)
    .toLowerCase()
    .split(',')
    .map((coding) => /^\s*(\*|[\w-]+)\s*(?:;\s*q=([\d.]+))?/u.exec(coding));
  const weightOf = (name: string): number | undefined => {
    const found = codings.find((coding) => coding?.[1] === name);
    return found ? Number(found[2] ?? 1) : undefined;
  };
  return (weightOf('gzip') ?? weightOf('x-gzip') ?? weightOf('*') ?? 0) > 0;
}

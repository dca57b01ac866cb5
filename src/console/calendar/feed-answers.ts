import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../../../config/configuration';
import { CalendarFeeds } from '../../calendar/calendar-feeds.service';
import { AppClock } from '../../organisations/app-clock';
import { attachmentNamed } from '../http/send-file';
import { CONFIGURATION } from '../../organisations/configuration.token';

const PATH = /^\/calendar\/([\w-]{20,100})\.ics(\?file$|\?|$)/u;
/** `?file`: to be saved and opened once, not subscribed to. */
const AS_FILE = { 'Content-Disposition': attachmentNamed('心约日历.ics') };

/**
 * Answers GET and HEAD of `/calendar/<token>.ics` on the bare connection: subscribers poll all day, and nearly every
 * answer is a 304 that should cost no more than its query.
 */
@Injectable()
export class FeedAnswers {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly clock: AppClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** To stand before everything else; whatever it does not answer goes on to `next`. */
  readonly middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void => {
    if (request.url?.startsWith('/calendar/') !== true) {
      next();
      return;
    }
    this.answer(request, response).then((answered) => {
      if (!answered) next();
    }, next);
  };

  /** False for what names no living feed; then nothing was answered. */
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const [, token, how] = PATH.exec(request.url ?? '') ?? [];
    if (!token || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const { 'if-none-match': ifNoneMatch, 'accept-encoding': accepted } = request.headers;
    const { publicUrl } = this.configuration;
    const actUrl = publicUrl === null ? undefined : `${publicUrl}/chat`;
    const asked = { ifNoneMatch, acceptsGzip: acceptsGzipOf(accepted), actUrl };
    const feed = await this.feeds.read(token, asked, this.clock.now());
    if (feed.status === 404) return false;
    const headers = {
      ETag: feed.etag,
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
      'X-Content-Type-Options': 'nosniff',
    };
    if (feed.status === 304) {
      response.writeHead(304, headers).end();
      return true;
    }
    response.writeHead(200, {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Length': feed.body.length,
      ...(how === '?file' ? AS_FILE : {}),
      ...(feed.gzipped ? { 'Content-Encoding': 'gzip' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : feed.body);
    return true;
  }
}

/** Whether gzip may be sent (RFC 9110, 12.5.3): named or covered by `*`, and not with a weight of nought. */
function acceptsGzipOf(accepted: string | string[] | undefined): boolean {
  const codings = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => /^\s*(\*|[\w-]+)\s*(?:;\s*q=([\d.]+))?/u.exec(coding));
  const weightOf = (name: string): number | undefined => {
    const found = codings.find((coding) => coding?.[1] === name);
    return found ? Number(found[2] ?? 1) : undefined;
  };
  return (weightOf('gzip') ?? weightOf('x-gzip') ?? weightOf('*') ?? 0) > 0;
}

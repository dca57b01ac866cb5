import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { CalendarFeeds, type FeedText } from '../../calendar/calendar-feeds.service';
import { AppClock } from '../../kernel/app-clock';
import { maskedUrl } from '../http/masked-url';
import { Metrics } from '../operation/metrics.service';
import { sendFeed, wishOf } from './send-feed';

const PATH = /^\/calendar\/([\w-]{43})\.ics(?:\?|$)/u;

/**
 * Subscribers poll all day, and nearly every answer is that nothing has changed: those are given on the bare connection,
 * where they cost no more than their share of a query. Whatever else is asked goes through the service like everything.
 */
@Injectable()
export class FeedAnswers {
  private readonly log = new Logger('http');

  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly clock: AppClock,
    private readonly metrics: Metrics,
  ) {}

  /** Answers what it can of `/calendar/<token>.ics`; all else is `rest`’s. */
  before(rest: RequestListener): RequestListener {
    return (request, response) => {
      const [, token] = PATH.exec(request.url ?? '') ?? [];
      if (token === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
        rest(request, response);
        return;
      }
      const began = performance.now();
      this.feeds.ready(token, wishOf(request), this.clock.now()).then(
        (feed) => {
          if (feed) this.answer(request, response, feed, began);
          else rest(request, response);
        },
        // what is wrong with the database is told there
        () => {
          rest(request, response);
        },
      );
    };
  }

  private answer(request: IncomingMessage, response: ServerResponse, feed: FeedText, began: number): void {
    sendFeed(request, response, feed);
    const { method = '', url = '' } = request;
    this.metrics.observe({ method, route: '/calendar/:file', status: String(feed.status) }, began);
    this.log.debug({ method, url: maskedUrl(url), status: feed.status });
  }
}

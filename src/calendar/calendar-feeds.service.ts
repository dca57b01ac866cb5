import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { CalendarEntries } from './calendar-entries.repository';
import type { CalendarEvent } from './domain/calendar-event';
import { FEED_PAST, feedContents } from './domain/feed-contents';
import { FeedTokens, type FeedOwner } from './feed-tokens.service';
import { calendarFile } from './ics';

/** What a request for a feed is answered; `body` is UTF-8 text of the type `text/calendar; charset=utf-8`. */
export type FeedAnswer =
  | { readonly status: 200; readonly etag: string; readonly body: string }
  | { readonly status: 304; readonly etag: string }
  | { readonly status: 404 };

const NAME = '心约日历';
/** To be raised whenever the same events would be written differently. */
const TEMPLATE = 1;

/** Serves a person's feed. Unknown, wrong and revoked tokens are all the same 404, decided before any validator. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: Database,
    private readonly tokens: FeedTokens,
    private readonly entries: CalendarEntries,
  ) {}

  async read(token: string, request: { readonly ifNoneMatch?: string }, now: Instant): Promise<FeedAnswer> {
    const owner = await this.database.read((tx) => this.tokens.ownerOf(tx, token));
    if (!owner) return { status: 404 };
    const events = await this.eventsOf(owner, now);
    await this.tokens.noteUse(owner, now);
    const etag = tagOf(events);
    if (matches(request.ifNoneMatch, etag)) return { status: 304, etag };
    return { status: 200, etag, body: calendarFile(NAME, events) };
  }

  private async eventsOf(owner: FeedOwner, now: Instant): Promise<CalendarEvent[]> {
    const from = now - FEED_PAST;
    return this.database.read(async (tx) => {
      const duties = await this.entries.duties(tx, owner.scope, owner.personId, from);
      const registrations = await this.entries.registrations(tx, owner.scope, owner.personId, from);
      return feedContents(duties, registrations, now);
    });
  }
}

/** Made from everything that shows, so that no change can be missed, and without writing the body. */
function tagOf(events: readonly CalendarEvent[]): string {
  const facts = JSON.stringify([TEMPLATE, NAME, events]);
  return `"${createHash('sha256').update(facts).digest('base64url').slice(0, 27)}"`;
}

/** The weak comparison of RFC 9110, 13.1.2. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const asked = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return asked.includes(etag) || asked.includes('*');
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { CalendarEntries } from './calendar-entries.repository';
import { FEED_PAST, feedContents, windowed, type FeedContents } from './domain/feed-contents';
import { sessionEvent } from './domain/session-event';
import type { FeedOwner } from './feed-tokens.service';
import { SessionCountsRepository } from './session-counts.repository';

export interface NamedFeed extends FeedContents {
  readonly name: string;
}

/** Gathers what a feed shows at an instant. */
@Injectable()
export class FeedReader {
  constructor(
    private readonly entries: CalendarEntries,
    private readonly sessions: SessionCountsRepository,
  ) {}

  async contents(tx: Tx, { scope, personId, view }: FeedOwner, now: Instant): Promise<NamedFeed> {
    const from = now - FEED_PAST;
    if (view === 'own') {
      const duties = await this.entries.duties(tx, scope, personId, from);
      const registrations = await this.entries.registrations(tx, scope, personId, from);
      return { name: '心约日历', ...feedContents(duties, registrations, now) };
    }
    const { name, path } = await nameOf(tx, scope.orgId, view);
    const which = view === 'organisation' ? { path } : view;
    const sessions = await this.sessions.list(tx, scope, which, from);
    return { name: `心约 ${name}`, ...windowed(sessions.map(sessionEvent), now) };
  }
}

async function nameOf(tx: Tx, orgId: string, view: 'organisation' | { readonly programmeId: string }) {
  const organisation = await tx.one<{ name: string; path: string }>(
    'SELECT name, path FROM organisations WHERE id = ?',
    [orgId],
  );
  if (view === 'organisation') return organisation ?? { name: '', path: orgId };
  const programme = await tx.one<{ name: string }>('SELECT name FROM programmes WHERE id = ? AND org_id = ?', [
    view.programmeId,
    orgId,
  ]);
  return { name: programme?.name ?? '', path: organisation?.path ?? orgId };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Actors } from '../accounts/actors.service';
import { isCoordinator } from '../acts/domain/act-context';
import { organisationNamed } from '../organisations/organisations.queries';
import { programmesById } from '../programmes/programmes.queries';
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
    private readonly actors: Actors,
  ) {}

  async contents(tx: Tx, { scope, personId, view }: FeedOwner, now: Instant): Promise<NamedFeed> {
    const from = now - FEED_PAST;
    if (view === 'own') {
      const duties = await this.entries.duties(tx, scope, personId, from);
      const registrations = await this.entries.registrations(tx, scope, personId, from);
      return { name: '心约日历', ...feedContents(duties, registrations, now) };
    }
    const shown =
      view === 'organisation'
        ? await organisationNamed(tx, scope.orgId)
        : (await programmesById(tx, [view.programmeId]))[0];
    const sessions = await this.sessions.list(tx, await this.reach(personId, scope.orgId), view, from);
    return { name: `心约 ${shown?.name ?? ''}`, ...windowed(sessions.map(sessionEvent), now) };
  }

  /** The organisations in which she answers for sessions: this one, and those below it in which her role holds too. */
  private async reach(personId: string, orgId: string): Promise<string[]> {
    const places = await this.actors.workplaces(personId);
    const here = places.find(({ id }) => id === orgId);
    const below = here?.roles.includes('county-coordinator') ? places.filter(isCoordinator) : [];
    return [...new Set([orgId, ...below.map(({ id }) => id)])];
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { earlierOnTheWall } from '../kernel/civil-time';
import { DAY, MINUTE, type Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';

/** A household's place in a session, of which it will be reminded. */
export interface PlaceToCome {
  readonly registrationId: string;
  readonly personId: string;
  readonly start: Instant;
  /** Names this time of the session: raised whenever it moves, so that its reminder is a new one. */
  readonly revision: number;
}

const A_DAY_IN_MINUTES = DAY / MINUTE;
const KIND = 'registration-reminder' as const;

/** What a household hears before a session: one reminder, at the same time on the day before. */
@Injectable()
export class RegistrationReminders {
  constructor(private readonly outbox: Outbox) {}

  /** Plans what still lies ahead; nothing for a session that begins within a day. */
  async plan(tx: Tx, { orgId, zone }: OrgScope, now: Instant, places: readonly PlaceToCome[]): Promise<void> {
    const messages = places.map(({ registrationId, personId, start, revision }) => ({
      orgId,
      personId,
      dedupeKey: `registration-reminder.${registrationId}.${String(revision)}`,
      kind: KIND,
      class: 'normal' as const,
      subjectId: registrationId,
      content: { facts: { registrationId } },
      dueMs: earlierOnTheWall(start, A_DAY_IN_MINUTES, zone),
      notAfterMs: start,
    }));
    await this.outbox.owe(tx, now, ...messages.filter(({ dueMs }) => dueMs > now));
  }

  /** What was planned for the old time is closed with a visible reason; the new time has its own. */
  async renew(tx: Tx, scope: OrgScope, now: Instant, place: PlaceToCome): Promise<void> {
    await this.outbox.suppress(tx, place.registrationId, 'the session was moved', { kinds: [KIND] });
    await this.plan(tx, scope, now, [place]);
  }
}

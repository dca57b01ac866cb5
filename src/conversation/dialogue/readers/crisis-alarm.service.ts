import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database';
import { MINUTE, type Instant } from '../../../kernel/clock';
import type { InboundMessage } from '../../../messaging/channel';
import { Outbox, type OwedMessage } from '../../../messaging/outbox.service';
import type { OrgScope } from '../../../acts/domain/act-context';
import { Organisations } from '../../../organisations/organisations.service';
import { People } from '../../../organisations/people.service';
import { LookAtRota } from '../../../rota/look-at-rota.service';
import { saying, type Plan } from '../plan';
import type { ReadMessage, Reader } from '../reader';
import { said, type Outcome, type Speaker } from '../turn';
import * as say from '../../wording/crisis';

/** The same sender does not ring the same people again within this time. */
const ONE_ALARM = 10 * MINUTE;

/**
 * What sounds like a danger to life gets the organisation's fixed text at once; whoever is on duty and the coordinators
 * are told that it happened and when. What was said is neither stored nor passed on.
 */
@Injectable()
export class CrisisAlarm implements Reader {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
    private readonly people: People,
    private readonly look: LookAtRota,
  ) {}

  async read({ message, readings, speaker, now }: ReadMessage): Promise<Plan | null> {
    if (!readings.some(({ act }) => act === 'crisis')) return null;
    return saying(await this.raise(message, speaker, now), true);
  }

  private async raise(message: InboundMessage, speaker: Speaker | null, now: Instant): Promise<Outcome> {
    const organisation = await this.organisationOf(speaker);
    if (!organisation) return said(say.crisis());
    const scope: OrgScope = { orgId: organisation.id, zone: organisation.timeZone };
    const alarmed = await this.concerned(scope, speaker?.personId, now);
    const sender = createHash('sha256').update(`${message.channel}.${message.externalId}`).digest('hex').slice(0, 24);
    const slot = String(Math.floor(now / ONE_ALARM));
    const owed = alarmed.map((personId): OwedMessage => ({
      orgId: scope.orgId,
      personId,
      dedupeKey: `crisis-alert.${sender}.${slot}.${personId}`,
      kind: 'crisis-alert',
      class: 'urgent',
      content: { facts: { atMs: now } },
      dueMs: now,
    }));
    await this.database.write((tx) => this.outbox.owe(tx, now, ...owed));
    const own = organisation.settings.crisisText;
    return said(typeof own === 'string' && own.trim() !== '' ? own : say.crisis());
  }

  /** A stranger's organisation is only known where there is no other. */
  private async organisationOf(speaker: Speaker | null) {
    if (speaker) return this.organisations.byId(speaker.scope.orgId);
    const all = await this.organisations.list();
    return all.length === 1 ? (all[0] ?? null) : null;
  }

  private async concerned(scope: OrgScope, except: string | undefined, now: Instant): Promise<string[]> {
    const duties = await this.look.onDuty(scope, now);
    const coordinators = await this.people.withRole(scope, 'coordinator');
    const ids = [...duties.flatMap((duty) => duty.people.map((p) => p.personId)), ...coordinators.map((p) => p.id)];
    return [...new Set(ids)].filter((id) => id !== except);
  }
}

import { Injectable } from '@nestjs/common';
import { MINUTE, type Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import { Outbox, type OwedMessage } from '../../messaging/outbox.service';
import type { OrgScope } from '../../acts/domain/act-context';
import type { Tx } from '../../database/database';
import { People } from '../../organisations/people.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import type { Speaker } from '../dialogue/turn';
import { senderOf, TOGETHER } from './crisis-signs.repository';

/** The same sender does not ring the same people again within this time. */
const ONE_ALARM = 10 * MINUTE;

/** Who has to know of a danger to a life, told that it happened and when. What was said is never passed on. */
@Injectable()
export class CrisisAlarm {
  constructor(
    private readonly outbox: Outbox,
    private readonly people: People,
    private readonly look: LookAtRota,
  ) {}

  /** Everybody who is on duty, and the coordinators; nobody is named to them. */
  async concerned(scope: OrgScope, speaker: Speaker | null, now: Instant): Promise<string[]> {
    const duties = await this.look.onDuty(scope, now);
    const onDuty = duties.flatMap((duty) => duty.people.map((person) => person.personId));
    return without(speaker, [...onDuty, ...(await this.coordinators(scope, null))]);
  }

  async coordinators(scope: OrgScope, speaker: Speaker | null): Promise<string[]> {
    const coordinators = await this.people.withRole(scope, 'coordinator');
    return without(
      speaker,
      coordinators.map(({ id }) => id),
    );
  }

  /** Of all strangers together one alarm is rung: nobody can tell them apart, and anybody can be many. */
  async ring(
    tx: Tx,
    scope: OrgScope,
    told: readonly string[],
    message: InboundMessage,
    { stranger, now }: { readonly stranger: boolean; readonly now: Instant },
  ): Promise<void> {
    const slot = String(Math.floor(now / ONE_ALARM));
    const from = stranger ? 'strangers' : senderOf(message);
    const owed = told.map((personId): OwedMessage => ({
      orgId: scope.orgId,
      personId,
      dedupeKey: `crisis-alert.${from}.${slot}.${personId}`,
      kind: 'crisis-alert',
      class: 'urgent',
      content: { facts: { atMs: now } },
      dueMs: now,
    }));
    await this.outbox.owe(tx, now, ...owed);
  }

  /** Coordinators are told to look after somebody: because she `asked` for it, or because it came `again`. */
  async care(tx: Tx, scope: OrgScope, told: readonly string[], { message, personId, why, now }: Care): Promise<void> {
    const slot = String(Math.floor(now / (why === 'asked' ? ONE_ALARM : TOGETHER)));
    const owed = told.map((to): OwedMessage => ({
      orgId: scope.orgId,
      personId: to,
      dedupeKey: `crisis-care.${why}.${senderOf(message)}.${slot}.${to}`,
      kind: 'crisis-care',
      class: 'urgent',
      content: { facts: { atMs: now, why, ofPersonId: personId } },
      dueMs: now,
    }));
    await this.outbox.owe(tx, now, ...owed);
  }
}

export interface Care {
  readonly message: InboundMessage;
  readonly personId: string;
  readonly why: 'asked' | 'again';
  readonly now: Instant;
}

const without = (speaker: Speaker | null, ids: readonly string[]): string[] =>
  [...new Set(ids)].filter((id) => id !== speaker?.personId);

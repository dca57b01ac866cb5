import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { Outbox } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';
import { RegistrationReminders } from '../asks/registration-reminders.service';
import type { PublicSession } from './domain/public-session';

interface Whose {
  readonly registrationId: string;
  readonly personId: string;
}

/** What a household is told about its registration without having asked. */
@Injectable()
export class RegistrationMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly reminders: RegistrationReminders,
  ) {}

  /** Plans the reminder of the day before; nothing when that day has already begun. */
  async remind(tx: Tx, scope: OrgScope, session: PublicSession, whose: Whose, now: Instant): Promise<void> {
    const { start, revision } = session;
    await this.reminders.plan(tx, scope, now, [{ ...whose, start, revision }]);
  }

  /** Tells somebody who waited that she has a place now, and plans her reminder. */
  async promoted(tx: Tx, scope: OrgScope, session: PublicSession, whose: Whose, now: Instant): Promise<void> {
    await this.outbox.owe(tx, now, {
      orgId: scope.orgId,
      personId: whose.personId,
      dedupeKey: `registered-promoted.${whose.registrationId}`,
      kind: 'registered-promoted',
      class: 'normal',
      subjectId: whose.registrationId,
      content: { facts: { registrationId: whose.registrationId } },
      dueMs: now,
      notAfterMs: session.end,
    });
    await this.remind(tx, scope, session, whose, now);
  }

  /** Nothing more is said about a registration that has ended. */
  async silence(tx: Tx, registrationId: string): Promise<void> {
    await this.outbox.suppress(tx, registrationId, 'registration ended');
  }
}

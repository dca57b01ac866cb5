import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { standsAbove, worksAtConsole } from '../acts/domain/roles';
import { Identities } from '../organisations/identities.service';
import { PersonWriter } from '../organisations/person-writer.service';
import { Grants } from './grants.service';
import { WebSessionRow } from './web-session.row';
import { WEB_CHAT } from './web-sessions.service';

/** An account on a channel as its owner, or whoever looks after her, sees it in a list. */
export interface BoundAccount {
  readonly id: string;
  readonly channel: string;
  readonly boundMs: Instant;
}

export type AccountRefusal = { readonly rule: 'not-found' | 'above-you' | 'step-up' };

/** The accounts by which somebody is known on channels: listed, and ended when a telephone is lost. */
@Injectable()
export class BoundAccounts {
  constructor(
    private readonly database: Database,
    private readonly identities: Identities,
    private readonly people: PersonWriter,
    private readonly grants: Grants,
    private readonly audit: AuditLog,
  ) {}

  /** null: nobody of this id is in the organisation. */
  async listOf({ scope }: Pick<ActContext, 'scope'>, personId: string): Promise<BoundAccount[] | null> {
    return this.database.read(async (tx) => {
      if ((await this.people.preferencesOf(tx, scope, personId)) === null) return null;
      const accounts = await this.identities.of(tx, personId);
      return accounts.map(({ id, channel, boundMs }) => ({ id, channel, boundMs }));
    });
  }

  /**
   * The account is nobody's any more, and what it was signed in with ends. When somebody else does it, because a telephone
   * was lost, all browsers of hers are signed out as well.
   */
  async end(context: ActContext, personId: string, accountId: string): Promise<Result<{ id: string }, AccountRefusal>> {
    const { scope, actorId } = context;
    return this.database.write(async (tx): Promise<Result<{ id: string }, AccountRefusal>> => {
      const own = personId === actorId;
      const known = own || (await this.people.preferencesOf(tx, scope, personId)) !== null;
      if (!known) return refused({ rule: 'not-found' });
      const roles = await this.grants.rolesOf(tx, personId);
      if (!own && !standsAbove(context.roles, roles)) return refused({ rule: 'above-you' });
      if (!own && roles.some(worksAtConsole) && context.proved !== true) return refused({ rule: 'step-up' });
      const account = await this.identities.releaseOne(tx, personId, accountId);
      if (!account) return refused({ rule: 'not-found' });
      const { channel } = account;
      if (channel === WEB_CHAT) await tx.delete(WebSessionRow, { id: account.externalId, kind: 'chat' });
      if (!own) await tx.delete(WebSessionRow, { personId, kind: 'console' });
      const onBehalfOf = own ? undefined : personId;
      const record = {
        act: 'account.end' as const,
        subjectType: 'person',
        subjectId: personId,
        onBehalfOf,
        detail: { channel },
      };
      await this.audit.write(tx, context, record);
      return done({ id: accountId });
    });
  }
}

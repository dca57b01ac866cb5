import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { boundTo } from './identities.queries';
import { IdentityRow } from './identity.row';
import type { OrgScope, Role } from '../acts/domain/act-context';
import { rolesIn } from '../acts/domain/roles';

/** Whoever speaks, once her account is bound. */
export interface BoundPerson {
  readonly personId: string;
  readonly key: string;
  readonly name: string;
  readonly orgId: string;
  readonly scope: OrgScope;
  readonly roles: readonly Role[];
}

/** An account on a channel, and the person whose it is. */
export interface Identity {
  readonly orgId: string;
  readonly personId: string;
  readonly channel: string;
  readonly externalId: string;
}

/** From an account on a channel to a person; the only place that binds one to the other. */
@Injectable()
export class Identities {
  constructor(private readonly database: Database) {}

  /** null for an account that is not bound or whose person is no longer active. */
  async resolve(channel: string, externalId: string): Promise<BoundPerson | null> {
    const rows = await this.database.read((tx) => boundTo(tx, channel, externalId));
    const first = rows[0];
    if (!first) return null;
    return {
      personId: first.personId,
      key: first.slug,
      name: first.name,
      orgId: first.orgId,
      scope: { orgId: first.orgId, zone: first.timeZone },
      roles: rolesIn(rows.flatMap(({ role }) => (role ? [{ role, here: true }] : []))),
    };
  }

  /** Binds the account to this person alone, whoever had it before. */
  async bind(tx: Tx, identity: Identity, now: Instant): Promise<void> {
    const { channel, externalId } = identity;
    await tx.delete(IdentityRow, { channel, externalId });
    await this.add(tx, [identity], now);
  }

  /** Accounts that nobody has yet. */
  async add(tx: Tx, identities: readonly Identity[], now: Instant): Promise<void> {
    await tx.insert(
      IdentityRow,
      identities.map((identity) => ({ ...identity, id: newId(now), boundMs: now })),
    );
  }

  /** Lets go of the person's accounts on this channel. */
  async release(tx: Tx, personId: string, channel: string): Promise<void> {
    await tx.delete(IdentityRow, { channel, personId });
  }

  async releaseAll(tx: Tx, personId: string): Promise<void> {
    await tx.delete(IdentityRow, { personId });
  }

  /** Lets go of one account of the person and answers what it was; null when she has none of this id. */
  async releaseOne(tx: Tx, personId: string, id: string): Promise<Pick<IdentityRow, 'channel' | 'externalId'> | null> {
    const found = await tx.findOne(IdentityRow, { id, personId }, { columns: ['channel', 'externalId'] });
    if (found) await tx.delete(IdentityRow, { id });
    return found;
  }

  /** The person's accounts, the one bound first before the others. */
  of(tx: Tx, personId: string): Promise<Pick<IdentityRow, 'id' | 'channel' | 'externalId' | 'boundMs'>[]> {
    const columns = ['id', 'channel', 'externalId', 'boundMs'] as const;
    return tx.find(IdentityRow, { personId }, { columns, orderBy: { boundMs: 'asc' } });
  }
}

/** Lets go of accounts of a channel that nobody can use any more. */
export const releaseAccounts = (tx: Tx, channel: string, externalIds: readonly string[]): Promise<number> =>
  tx.delete(IdentityRow, { channel, externalId: externalIds });

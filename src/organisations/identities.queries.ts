import type { Tx } from '../database/database';
import { IdentityRow } from './identity.row';

/** An account on a channel, and whose it is. */
export type AccountOf = Pick<IdentityRow, 'personId' | 'channel' | 'externalId'>;

/** The accounts of these people but those of mail, the latest bound first. */
export const accountsOf = (tx: Tx, personIds: readonly string[]): Promise<AccountOf[]> =>
  tx.find(
    IdentityRow,
    { personId: personIds, channel: { not: 'mail' } },
    { columns: ['personId', 'channel', 'externalId'], orderBy: { boundMs: 'desc' } },
  );

/** Every account of one person. */
export const everyAccountOf = (tx: Tx, personId: string): Promise<Pick<IdentityRow, 'channel' | 'externalId'>[]> =>
  tx.find(IdentityRow, { personId }, { columns: ['channel', 'externalId'] });

/** How many people of the organisation are bound to a channel. */
export type BoundPeople = Pick<IdentityRow, 'channel'> & { readonly n: number };

export const peopleBound = (tx: Tx, orgId: string): Promise<BoundPeople[]> =>
  tx.all('SELECT channel, COUNT(DISTINCT person_id) AS n FROM identities WHERE org_id = ? GROUP BY channel', [orgId]);

/** The channels by which the people of an organisation are known, in the order of their names. */
export const channelsOfPeople = (tx: Tx, orgId: string): Promise<Pick<IdentityRow, 'personId' | 'channel'>[]> =>
  tx.find(IdentityRow, { orgId }, { columns: ['personId', 'channel'], orderBy: { channel: 'asc' } });

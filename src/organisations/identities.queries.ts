import type { Tx } from '../database/database';
import type { Role } from '../acts/domain/act-context';
import { IdentityRow } from './identity.row';
import type { OrganisationRow } from './organisation.row';
import type { PersonRow } from './person.row';

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

/** The accounts of all people of an organisation, whose id it takes, inside another statement. */
export const ACCOUNTS_OF_ORGANISATION = 'SELECT external_id FROM identities WHERE org_id = ?';

/** How many people of the organisation are bound to a channel. */
export type BoundPeople = Pick<IdentityRow, 'channel'> & { readonly n: number };

export const peopleBound = (tx: Tx, orgId: string): Promise<BoundPeople[]> =>
  tx.all('SELECT channel, COUNT(DISTINCT person_id) AS n FROM identities WHERE org_id = ? GROUP BY channel', [orgId]);

/** The channels by which the people of an organisation are known, in the order of their names. */
export const channelsOfPeople = (tx: Tx, orgId: string): Promise<Pick<IdentityRow, 'personId' | 'channel'>[]> =>
  tx.find(IdentityRow, { orgId }, { columns: ['personId', 'channel'], orderBy: { channel: 'asc' } });

/** The active person whose account it is, once for each role that she has in her organisation. */
export type BoundRecord = Pick<PersonRow, 'slug' | 'name' | 'orgId'> &
  Pick<OrganisationRow, 'timeZone'> & { readonly personId: PersonRow['id']; readonly role: Role | null };

export const boundTo = (tx: Tx, channel: string, externalId: string): Promise<BoundRecord[]> =>
  tx.all(
    `SELECT p.id AS person_id, p.slug, p.name, p.org_id, o.time_zone, g.role
       FROM identities i JOIN people p ON p.id = i.person_id JOIN organisations o ON o.id = p.org_id
       LEFT JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id
      WHERE i.channel = ? AND i.external_id = ? AND p.active = 1`,
    [channel, externalId],
  );

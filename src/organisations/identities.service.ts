import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
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

/** From an account on a channel to a person. */
@Injectable()
export class Identities {
  constructor(private readonly database: Database) {}

  /** null for an account that is not bound or whose person is no longer active. */
  async resolve(channel: string, externalId: string): Promise<BoundPerson | null> {
    const rows = await this.database.read((tx) =>
      tx.all<{ personId: string; slug: string; name: string; orgId: string; timeZone: string; role: Role | null }>(
        `SELECT p.id AS person_id, p.slug, p.name, p.org_id, o.time_zone, g.role
           FROM identities i JOIN people p ON p.id = i.person_id JOIN organisations o ON o.id = p.org_id
           LEFT JOIN grants g ON g.person_id = p.id AND g.org_id = p.org_id
          WHERE i.channel = ? AND i.external_id = ? AND p.active = 1`,
        [channel, externalId],
      ),
    );
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
}

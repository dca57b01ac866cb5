import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import type { OrgScope, Role } from './domain/act-context';

/** A person at a door where she has proved who she is. */
export interface Actor {
  readonly personId: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly scope: OrgScope;
}

interface ActorRow {
  id: string;
  slug: string;
  name: string;
  orgId: string;
  organisation: string;
  timeZone: ZoneName;
}

/** Who acts, with the roles of this very moment: a role that was taken away is gone at the next request. */
@Injectable()
export class Actors {
  constructor(private readonly database: Database) {}

  /** null for somebody who is unknown or no longer active. */
  async find(personId: string): Promise<Actor | null> {
    return this.database.read(async (tx) => {
      const row = await tx.one<ActorRow>(
        `SELECT p.id, p.slug, p.name, p.org_id, o.name AS organisation, o.time_zone
           FROM people p JOIN organisations o ON o.id = p.org_id WHERE p.id = ? AND p.active = 1`,
        [personId],
      );
      if (!row) return null;
      const grants = await tx.all<{ role: Role }>('SELECT role FROM grants WHERE person_id = ? AND org_id = ?', [
        row.id,
        row.orgId,
      ]);
      return {
        personId: row.id,
        key: row.slug,
        name: row.name,
        organisation: row.organisation,
        roles: grants.map((grant) => grant.role),
        scope: { orgId: row.orgId, zone: row.timeZone },
      };
    });
  }

  /** The person who bound this account of a channel; null while nobody has. */
  async behind(channel: string, externalId: string): Promise<Actor | null> {
    const identity = await this.database.read((tx) =>
      tx.one<{ personId: string }>('SELECT person_id FROM identities WHERE channel = ? AND external_id = ?', [
        channel,
        externalId,
      ]),
    );
    return identity ? this.find(identity.personId) : null;
  }

  /** Who is signed in by the link that the start prints: the sample's first coordinator, else the first there is. */
  async firstCoordinator(): Promise<{ orgId: string; personId: string } | null> {
    return this.database.read((tx) =>
      tx.one<{ orgId: string; personId: string }>(
        `SELECT p.org_id, p.id AS person_id FROM people p
           JOIN grants g ON g.person_id = p.id AND g.role = 'coordinator'
           JOIN organisations o ON o.id = p.org_id
          WHERE p.active = 1 ORDER BY o.sample DESC, o.created_ms, p.slug LIMIT 1`,
      ),
    );
  }

  /** True until the first organisation has been loaded. */
  async nobodyYet(): Promise<boolean> {
    return (await this.database.read((tx) => tx.one('SELECT id FROM organisations LIMIT 1'))) === null;
  }
}

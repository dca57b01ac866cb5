import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import type { OrgScope, Role } from '../acts/domain/act-context';
import { rolesIn, type Grant } from '../acts/domain/roles';

/** A person at a door where she has proved who she is. */
export interface Actor {
  readonly personId: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly scope: OrgScope;
}

/** An organisation in which somebody may work. */
export interface Workplace {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

interface PersonRecord {
  id: string;
  slug: string;
  name: string;
  orgId: string;
}

interface OrgRecord {
  id: string;
  name: string;
  timeZone: ZoneName;
  path: string;
}

interface GrantRecord {
  role: Role;
  path: string;
}

/** Who acts, with the roles of this very moment: a role that was taken away is gone at the next request. */
@Injectable()
export class Actors {
  constructor(private readonly database: Database) {}

  /** The person in the organisation `orgId`, her own when left out; null when unknown, inactive or without a role there. */
  async find(personId: string, orgId?: string): Promise<Actor | null> {
    return this.database.read(async (tx) => {
      const person = await personOf(tx, personId);
      if (!person) return null;
      const place = await tx.one<OrgRecord>('SELECT id, name, time_zone, path FROM organisations WHERE id = ?', [
        orgId ?? person.orgId,
      ]);
      if (!place) return null;
      const roles = rolesIn(grantsFor(await grantsOf(tx, person.id), place.path));
      if (place.id !== person.orgId && roles.length === 0) return null;
      return {
        personId: person.id,
        key: person.slug,
        name: person.name,
        organisation: place.name,
        roles,
        scope: { orgId: place.id, zone: place.timeZone },
      };
    });
  }

  /** Her own organisation and those in which a role of hers holds, down the tree. */
  async workplaces(personId: string): Promise<Workplace[]> {
    return this.database.read(async (tx) => {
      const person = await personOf(tx, personId);
      if (!person) return [];
      const grants = await grantsOf(tx, personId);
      const places = await tx.all<OrgRecord>('SELECT id, name, time_zone, path FROM organisations ORDER BY path');
      return places
        .map(({ id, name, path }) => ({ id, name, roles: rolesIn(grantsFor(grants, path)) }))
        .filter(({ id, roles }) => roles.length > 0 || id === person.orgId);
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

function personOf(tx: Tx, personId: string): Promise<PersonRecord | null> {
  return tx.one<PersonRecord>('SELECT id, slug, name, org_id FROM people WHERE id = ? AND active = 1', [personId]);
}

function grantsOf(tx: Tx, personId: string): Promise<GrantRecord[]> {
  return tx.all<GrantRecord>(
    'SELECT g.role, o.path FROM grants g JOIN organisations o ON o.id = g.org_id WHERE g.person_id = ? ORDER BY g.id',
    [personId],
  );
}

/** Those given in the organisation at `path` or above it. */
function grantsFor(grants: readonly GrantRecord[], path: string): Grant[] {
  return grants
    .filter((grant) => path.startsWith(grant.path))
    .map((grant) => ({ role: grant.role, here: grant.path === path }));
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Role } from '../acts/domain/act-context';
import { Identities } from '../organisations/identities.service';

export interface SampleOrganisation {
  readonly id: string;
  readonly name: string;
}

export interface SampleVoice {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Under which a person of the sample organisation speaks on a channel without ever having bound an account. */
export const voiceOf = (key: string): string => `key:${key}`;

/** The people of the sample organisation, as whom anybody may speak to try the service out. */
@Injectable()
export class SampleVoices {
  constructor(
    private readonly database: Database,
    private readonly identities: Identities,
  ) {}

  /** The sample organisation; null in every real installation. */
  async organisation(): Promise<SampleOrganisation | null> {
    return this.database.read((tx) => sampleIn(tx));
  }

  async people(): Promise<SampleVoice[]> {
    const rows = await this.database.read(async (tx) => {
      const sample = await sampleIn(tx);
      if (!sample) return [];
      return tx.all<{ slug: string; name: string; role: Role | null }>(
        `SELECT p.slug, p.name, g.role FROM people p LEFT JOIN grants g ON g.person_id = p.id
          WHERE p.org_id = ? AND p.active = 1 ORDER BY p.slug, g.role`,
        [sample.id],
      );
    });
    const people = new Map<string, { key: string; name: string; roles: Role[] }>();
    for (const row of rows) {
      const person = people.get(row.slug) ?? { key: row.slug, name: row.name, roles: [] };
      if (row.role) person.roles.push(row.role);
      people.set(row.slug, person);
    }
    return [...people.values()];
  }

  /** The account on `channel` as which the sample person with this key speaks; null when there is no such person. */
  async account(channel: string, key: string, now: Instant): Promise<string | null> {
    const externalId = voiceOf(key);
    const known = await this.database.read(async (tx) => {
      const sample = await sampleIn(tx);
      if (!sample) return null;
      const person = await tx.one<{ id: string; bound: string | null }>(
        `SELECT p.id, i.person_id AS bound FROM people p
           LEFT JOIN identities i ON i.channel = ? AND i.external_id = ? AND i.person_id = p.id
          WHERE p.org_id = ? AND p.slug = ? AND p.active = 1`,
        [channel, externalId, sample.id, key],
      );
      return person ? { ...person, orgId: sample.id } : null;
    });
    if (!known) return null;
    if (known.bound === null) await this.bind(channel, externalId, known.id, known.orgId, now);
    return externalId;
  }

  /** A key that named somebody else before (another sample was loaded) now names this person. */
  private async bind(
    channel: string,
    externalId: string,
    personId: string,
    orgId: string,
    now: Instant,
  ): Promise<void> {
    try {
      await this.database.write((tx) => this.identities.bind(tx, { orgId, personId, channel, externalId }, now));
    } catch (error) {
      // Two first messages at once bind the same account to the same person.
      if (!this.database.isUnique(error)) throw error;
    }
  }
}

async function sampleIn(tx: Tx): Promise<SampleOrganisation | null> {
  return tx.one<SampleOrganisation>(
    'SELECT id, name FROM organisations WHERE sample = 1 ORDER BY created_ms, id LIMIT 1',
  );
}

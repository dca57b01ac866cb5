import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { readPreferences, type Preferences } from './domain/preferences';
import { PersonRow } from './person.row';
import { phonePlace, Secrets } from './secrets.service';

/** What an organisation has in its books about a person. */
export interface PersonDescription {
  readonly name: string;
  readonly email: string | null;
  /** Digits, with a plus where there is one; kept sealed, found again by a keyed hash. */
  readonly phone: string | null;
  /** The day on which she joined, as `2026-12-01`. */
  readonly joined: string | null;
  readonly trainee: boolean;
  readonly caps: object;
  readonly active: boolean;
}

export interface NewPerson extends PersonDescription {
  readonly id: string;
  readonly key: string;
  readonly preferences: Preferences;
}

/** What stands in the place of her name wherever she is counted. */
const ERASED = '已删除的人';

/** Writes who belongs to an organisation and what she has set for herself; the only place that does. */
@Injectable()
export class PersonWriter {
  constructor(private readonly secrets: Secrets) {}

  async add(tx: Tx, scope: OrgScope, people: readonly NewPerson[], now: Instant): Promise<void> {
    await tx.insert(
      PersonRow,
      people.map((person) => ({
        ...this.booksOf(scope, person.id, person),
        id: person.id,
        orgId: scope.orgId,
        slug: person.key,
        preferences: JSON.stringify(person.preferences),
        createdMs: now,
      })),
    );
  }

  /** Brings the books and what she has set for herself in line with these; her key stays. */
  async change(
    tx: Tx,
    scope: OrgScope,
    id: string,
    person: PersonDescription & { readonly preferences: Preferences },
  ): Promise<void> {
    const preferences = JSON.stringify(person.preferences);
    await tx.update(PersonRow, { id, orgId: scope.orgId }, { ...this.booksOf(scope, id, person), preferences });
  }

  /** null: nobody of this id is in the organisation. */
  async preferencesOf(tx: Tx, { orgId }: OrgScope, id: string): Promise<Preferences | null> {
    const row = await tx.findOne(PersonRow, { id, orgId }, { columns: ['preferences'] });
    return row && readPreferences(row.preferences);
  }

  /** Adds to what she has set, in place of what she had set about the same; the caller holds her row. */
  async prefer(tx: Tx, scope: OrgScope, id: string, change: Preferences): Promise<Preferences> {
    const after = { ...(await this.preferencesOf(tx, scope, id)), ...change };
    await tx.update(PersonRow, { id, orgId: scope.orgId }, { preferences: JSON.stringify(after) });
    return after;
  }

  /** The key that an erased person has, made of the one she had, which cannot be read from it. */
  erasedKey(orgId: string, key: string): string {
    return `erased-${this.secrets.hash('erased-key', `${orgId} ${key}`).slice(0, 32)}`;
  }

  /** Takes away who she is; the row stays, so that whatever she did is still somebody's. */
  async erase(tx: Tx, id: string): Promise<void> {
    const row = await tx.findOne(PersonRow, { id }, { columns: ['orgId', 'slug'] });
    if (!row) return;
    const nobody = { email: null, phoneCipher: null, phoneIndex: null, joined: null, caps: '{}', preferences: '{}' };
    const slug = this.erasedKey(row.orgId, row.slug);
    await tx.update(PersonRow, { id }, { ...nobody, slug, name: ERASED, active: false });
  }

  private booksOf(scope: OrgScope, id: string, { phone, caps, ...plain }: PersonDescription) {
    return {
      name: plain.name,
      email: plain.email,
      phoneCipher: phone === null ? null : this.secrets.seal(phonePlace(id, scope.orgId), phone),
      phoneIndex: phone === null ? null : this.secrets.hash('phone', phone),
      joined: plain.joined,
      trainee: plain.trainee,
      caps: JSON.stringify(caps),
      active: plain.active,
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { ActRecords } from '../acts/act-records.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { readPreferences } from './domain/preferences';
import { Holdings } from './holdings.service';
import { Identities } from './identities.service';
import { phonePlace, Secrets } from './secrets.service';
import { PersonRow } from './person.row';

/** Everything that is held about one person, by what it is. Instants are UTC milliseconds. */
export interface PersonData {
  readonly schema: 'xinyue/person@1';
  readonly exportedMs: number;
  readonly person: Readonly<Record<string, unknown>>;
  readonly held: Readonly<Record<string, readonly object[]>>;
}

/** 查阅、复制 (个人信息保护法第四十五条): gives out what is held about somebody, and notes that it did. */
@Injectable()
export class ExportPerson {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly records: ActRecords,
    private readonly secrets: Secrets,
    private readonly holdings: Holdings,
    private readonly identities: Identities,
  ) {}

  async export(context: ActContext, personId: string): Promise<Result<PersonData, { readonly rule: 'not-found' }>> {
    // The answer is not kept beside the act: an export is no copy that lies about.
    const given: { data: PersonData | null } = { data: null };
    const found = await this.acts.perform(
      { ...context, idempotencyKey: undefined },
      'person.export',
      async (tx): Promise<Result<{ id: string }, { readonly rule: 'not-found' }>> => {
        given.data = await this.gather(tx, context, personId);
        if (!given.data) return refused({ rule: 'not-found' });
        await this.audit.write(tx, context, {
          act: 'person.export',
          subjectType: 'person',
          subjectId: personId,
          onBehalfOf: personId,
        });
        return done({ id: personId });
      },
    );
    return found.ok && given.data ? done(given.data) : refused({ rule: 'not-found' });
  }

  private async gather(tx: Tx, { scope, now }: ActContext, personId: string): Promise<PersonData | null> {
    const row = await tx.findOne(PersonRow, { id: personId, orgId: scope.orgId });
    if (!row) return null;
    const { id, slug, name, email, phoneCipher, joined, trainee, caps, preferences, active, createdMs } = row;
    const held = {
      accounts: await this.identities.of(tx, id),
      ...(await this.holdings.held(tx, id)),
      log: await this.records.of(tx, id),
    };
    return {
      schema: 'xinyue/person@1',
      exportedMs: now,
      person: {
        name,
        email,
        joined,
        createdMs,
        key: slug,
        phone: phoneCipher === null ? null : this.secrets.open(phonePlace(id, scope.orgId), phoneCipher),
        trainee,
        active,
        caps: JSON.parse(caps) as unknown,
        preferences: readPreferences(preferences),
      },
      held,
    };
  }
}

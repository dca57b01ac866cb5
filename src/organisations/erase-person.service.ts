import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { ActRecords } from '../acts/act-records.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Holdings, type StillAhead } from './holdings.service';
import { Identities } from './identities.service';
import { PersonWriter } from './person-writer.service';
import { PersonRow } from './person.row';

export type EraseRefusal =
  | { readonly rule: 'not-found' }
  /** Nobody erases herself: she would be signed out in the middle of it. */
  | { readonly rule: 'own-person' }
  | { readonly rule: 'last-coordinator' }
  | { readonly rule: 'still-ahead'; readonly ahead: readonly StillAhead[] };

const SOMEBODY = '某人';

/**
 * 删除 (个人信息保护法第四十七条): takes away who somebody is and leaves what was counted. Her assignments,
 * registrations and figures stay as those of a nameless person, so that every report keeps its sum.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly records: ActRecords,
    private readonly holdings: Holdings,
    private readonly identities: Identities,
    private readonly people: PersonWriter,
  ) {}

  erase(context: ActContext, personId: string): Promise<Result<{ personId: string }, EraseRefusal>> {
    return this.acts.perform(
      context,
      'person.erase',
      async (tx): Promise<Result<{ personId: string }, EraseRefusal>> => {
        const { orgId } = context.scope;
        await tx.lockRows('organisations', [orgId]);
        await tx.lockRows('people', [personId]);
        const person = await tx.findOne(PersonRow, { id: personId, orgId }, { columns: ['id', 'name'] });
        if (!person) return refused({ rule: 'not-found' });
        if (personId === context.actorId) return refused({ rule: 'own-person' });
        if (await this.holdings.needed(tx, orgId, personId)) return refused({ rule: 'last-coordinator' });
        const ahead = await this.holdings.ahead(tx, personId, context.now);
        if (ahead.length > 0) return refused({ rule: 'still-ahead', ahead });
        await this.holdings.erase(tx, personId);
        await this.records.erase(tx, personId);
        await this.forgetName(tx, orgId, personId, person.name);
        await this.identities.releaseAll(tx, personId);
        await this.people.erase(tx, personId);
        await this.audit.write(tx, context, {
          act: 'person.erase',
          subjectType: 'person',
          subjectId: personId,
          onBehalfOf: personId,
        });
        return done({ personId });
      },
    );
  }

  /** What others were told of her names nobody any more, unless somebody else is called so, whom it may be about. */
  private async forgetName(tx: Tx, orgId: string, personId: string, name: string): Promise<void> {
    const alike = await tx.find(PersonRow, { orgId, name }, { columns: ['id'] });
    if (alike.some(({ id }) => id !== personId)) return;
    const forgotten = { orgId, name, instead: SOMEBODY.slice(0, name.length) };
    await this.records.forgetName(tx, forgotten);
    await this.holdings.forgetName(tx, forgotten);
  }
}

import { Injectable } from '@nestjs/common';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { done, refused } from '../kernel/result';
import { phonePlace, Secrets } from './secrets.service';
import { PersonRow } from './person.row';

/** Opens sealed telephone numbers for a coordinator, and notes in the log whose numbers she looked at, and what for. */
@Injectable()
export class PhoneNumbers {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly secrets: Secrets,
  ) {}

  /** By the person's id; whoever has left none is not among them. Empty for anybody but a coordinator. */
  async lookAt(
    context: ActContext,
    personIds: readonly string[],
    about: { readonly type: 'session' | 'notice' | 'organisation'; readonly id: string },
  ): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    await this.acts.perform(context, 'people.look-at-phones', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' as const });
      const rows = await tx.find(
        PersonRow,
        { orgId: context.scope.orgId, id: personIds },
        { columns: ['id', 'phoneCipher'] },
      );
      for (const { id, phoneCipher } of rows)
        if (phoneCipher !== null) found.set(id, this.secrets.open(phonePlace(id, context.scope.orgId), phoneCipher));
      await this.audit.write(tx, context, {
        act: 'look-at-phones',
        subjectType: about.type,
        subjectId: about.id,
        detail: { people: found.size },
      });
      // The numbers are handed to the caller and kept in no answer.
      return done({});
    });
    return found;
  }
}

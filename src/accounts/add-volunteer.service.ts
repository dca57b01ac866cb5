import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../kernel/civil-time';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { PersonWriter } from '../organisations/person-writer.service';
import { Grants } from './grants.service';

export type AddVolunteerRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'bad-name' }
  /** Somebody of that name belongs to the organisation; `anyway` adds another one. */
  | { readonly rule: 'name-known'; readonly people: number };

export interface NewVolunteer {
  readonly name: string;
  readonly trainee: boolean;
  /** Digits alone. */
  readonly phone?: string;
  readonly anyway?: boolean;
}

export interface VolunteerAdded {
  readonly personId: string;
  readonly name: string;
}

const NAME = /^[\p{L}\p{M}·]{2,20}$/u;
/** Begins the key of whoever was added by hand. */
const KEY_PREFIX = 'added-';

/** A coordinator adds somebody who serves; she has no qualification yet and is bound to no account. */
@Injectable()
export class AddVolunteer {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly people: PersonWriter,
    private readonly grants: Grants,
  ) {}

  add(context: ActContext, wish: NewVolunteer): Promise<Result<VolunteerAdded, AddVolunteerRefusal>> {
    return this.acts.perform<VolunteerAdded, AddVolunteerRefusal>(context, 'volunteer.add', async (tx) => {
      const { scope, now } = context;
      const name = wish.name.normalize('NFC').trim();
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      if (!NAME.test(name)) return refused({ rule: 'bad-name' });
      await tx.lockRows('organisations', [scope.orgId]);
      const known = await tx.one<{ n: number }>(
        'SELECT COUNT(*) AS n FROM people WHERE org_id = ? AND name = ? AND active = 1',
        [scope.orgId, name],
      );
      if (known && known.n > 0 && wish.anyway !== true) return refused({ rule: 'name-known', people: known.n });
      const personId = newId(now);
      const person = {
        ...{ id: personId, key: `${KEY_PREFIX}${personId.toLowerCase()}`, name, trainee: wish.trainee },
        ...{
          phone: wish.phone ?? null,
          email: null,
          joined: civilDateOf(now, scope.zone),
          caps: {},
          preferences: {},
          active: true,
        },
      };
      await this.people.add(tx, scope, [person], now);
      await this.grants.add(tx, scope, [{ personId, role: 'volunteer' }], now);
      await this.audit.write(tx, context, {
        act: 'volunteer.add',
        subjectType: 'person',
        subjectId: personId,
        onBehalfOf: personId,
      });
      return done({ personId, name });
    });
  }
}

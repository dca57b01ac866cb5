import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import { newId, sixDigitCode } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Identities } from '../organisations/identities.service';
import { Secrets } from '../organisations/secrets.service';
import { BindingCodeRow } from './binding-code.row';
import { BindingAttemptRow } from './binding-attempt.row';

export const CODE_LIFE = 7 * DAY;
/** Wrong codes that an account may try in an hour; with a million codes guessing is hopeless. */
const TRIES_PER_HOUR = 5;

export type BindingRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  | { readonly rule: 'wrong-code' }
  | { readonly rule: 'too-many-tries'; readonly againAtMs: Instant };

export interface Bound {
  readonly personId: string;
  readonly orgId: string;
  readonly name: string;
}

/** One-time codes that tie an account on a channel to a person; kept only as a keyed hash. */
@Injectable()
export class BindingCodes {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly identities: Identities,
    private readonly audit: AuditLog,
  ) {}

  /** A fresh six-digit code for the person; older unused ones of hers no longer work. */
  async issue(
    context: ActContext,
    personId: string,
  ): Promise<Result<{ code: string; expiresMs: Instant }, BindingRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const { now, scope } = context;
    return this.database.write(async (tx) => {
      const person = await tx.one('SELECT id FROM people WHERE id = ? AND org_id = ?', [personId, scope.orgId]);
      if (!person) return refused({ rule: 'not-found' });
      await tx.update(BindingCodeRow, { personId, usedMs: null }, { usedMs: now });
      for (;;) {
        const code = sixDigitCode();
        const hash = this.secrets.hash('binding-code', code);
        const alive = await tx.findOne(
          BindingCodeRow,
          { codeHash: hash, usedMs: null, expiresMs: { gt: now } },
          { columns: ['id'] },
        );
        if (alive) continue;
        const expiresMs = now + CODE_LIFE;
        await tx.insert(BindingCodeRow, {
          id: newId(now),
          orgId: scope.orgId,
          personId,
          codeHash: hash,
          expiresMs,
          createdBy: context.actorId,
          createdMs: now,
        });
        await this.audit.write(tx, context, { act: 'binding.issue', subjectType: 'person', subjectId: personId });
        return done({ code, expiresMs });
      }
    });
  }

  /** Binds the account to the code's person; an account bound before now belongs to the new person alone. */
  async redeem(
    channel: string,
    externalId: string,
    code: string,
    now: Instant,
  ): Promise<Result<Bound, BindingRefusal>> {
    return this.database.write(async (tx) => {
      const tries = await tx.find(
        BindingAttemptRow,
        { channel, externalId, atMs: { gt: now - HOUR } },
        { columns: ['atMs'], orderBy: { atMs: 'asc' } },
      );
      const first = tries[0];
      if (first && tries.length >= TRIES_PER_HOUR)
        return refused({ rule: 'too-many-tries', againAtMs: first.atMs + HOUR });
      const found = await tx.one<{ id: string; personId: string; orgId: string; name: string }>(
        `SELECT c.id, c.person_id, c.org_id, p.name FROM binding_codes c JOIN people p ON p.id = c.person_id
          WHERE c.code_hash = ? AND c.used_ms IS NULL AND c.expires_ms > ? AND p.active = 1`,
        [this.secrets.hash('binding-code', code), now],
      );
      const mine = found ? await tx.update(BindingCodeRow, { id: found.id, usedMs: null }, { usedMs: now }) : 0;
      if (!found || mine !== 1) {
        await tx.insert(BindingAttemptRow, { id: newId(now), channel, externalId, atMs: now });
        return refused({ rule: 'wrong-code' });
      }
      const { orgId, personId } = found;
      await this.identities.bind(tx, { orgId, personId, channel, externalId }, now);
      return done({ personId, orgId, name: found.name });
    });
  }
}

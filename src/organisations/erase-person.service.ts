import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { PersonRow } from './person.row';
import { IdentityRow } from './identity.row';

/** What somebody has ahead of her, and must give away before she can go. */
export interface StillAhead {
  readonly kind: 'duty' | 'registration';
  readonly programme: string;
  readonly startCivil: CivilDateTime;
}

export type EraseRefusal =
  | { readonly rule: 'not-found' }
  /** Nobody erases herself: she would be signed out in the middle of it. */
  | { readonly rule: 'own-person' }
  | { readonly rule: 'last-coordinator' }
  | { readonly rule: 'still-ahead'; readonly ahead: readonly StillAhead[] };

/** What stands in the place of her name wherever she is counted. */
const NAME = '已删除的人';

/** What is about her alone goes as a whole. */
const GONE = [
  'identities',
  'binding_codes',
  'mail_codes',
  'passkeys',
  'web_sessions',
  'sign_in_challenges',
  'feed_tokens',
  'dialogues',
  'availability',
  'leaves',
  'person_qualifications',
  'channel_credits',
  'invitations',
  'calendar_answers',
  'rota_accounts',
  'grants',
] as const;

/**
 * 删除 (个人信息保护法第四十七条): takes away who somebody is and leaves what was counted. Her assignments,
 * registrations and figures stay as those of a nameless person, so that every report keeps its sum.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
  ) {}

  erase(context: ActContext, personId: string): Promise<Result<{ personId: string }, EraseRefusal>> {
    return this.acts.perform(
      context,
      'person.erase',
      async (tx): Promise<Result<{ personId: string }, EraseRefusal>> => {
        const { orgId } = context.scope;
        await tx.lockRows('organisations', [orgId]);
        await tx.lockRows('people', [personId]);
        const person = await tx.findOne(PersonRow, { id: personId, orgId }, { columns: ['id'] });
        if (!person) return refused({ rule: 'not-found' });
        if (personId === context.actorId) return refused({ rule: 'own-person' });
        if (await isLastCoordinator(tx, orgId, personId)) return refused({ rule: 'last-coordinator' });
        const ahead = await aheadOf(tx, context, personId);
        if (ahead.length > 0) return refused({ rule: 'still-ahead', ahead });
        await forget(tx, personId);
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
}

async function isLastCoordinator(tx: Tx, orgId: string, personId: string): Promise<boolean> {
  const rows = await tx.all<{ personId: string }>(
    `SELECT g.person_id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
      WHERE g.org_id = ? AND g.role = 'coordinator'`,
    [orgId],
  );
  return rows.length > 0 && rows.every((row) => row.personId === personId);
}

async function aheadOf(tx: Tx, { now }: ActContext, personId: string): Promise<StillAhead[]> {
  const duties = await tx.all<{ programme: string; startCivil: CivilDateTime }>(
    `SELECT p.name AS programme, e.start_civil FROM assignments a JOIN shifts s ON s.id = a.shift_id
       JOIN sessions e ON e.id = s.session_id JOIN programmes p ON p.id = e.programme_id
      WHERE a.person_id = ? AND a.ended_key = '' AND a.end_ms > ? ORDER BY a.start_ms`,
    [personId, now],
  );
  const registrations = await tx.all<{ programme: string; startCivil: CivilDateTime }>(
    `SELECT p.name AS programme, e.start_civil FROM registrations r JOIN sessions e ON e.id = r.session_id
       JOIN programmes p ON p.id = e.programme_id
      WHERE r.person_id = ? AND r.state IN ('registered', 'waiting') AND e.end_ms > ? ORDER BY e.start_ms`,
    [personId, now],
  );
  return [
    ...duties.map((row) => ({ kind: 'duty' as const, ...row })),
    ...registrations.map((row) => ({ kind: 'registration' as const, ...row })),
  ];
}

async function forget(tx: Tx, personId: string): Promise<void> {
  const accounts = await tx.find(IdentityRow, { personId }, { columns: ['channel', 'externalId'] });
  for (const { channel, externalId } of accounts) {
    await tx.run('DELETE FROM inbox WHERE channel = ? AND sender = ?', [channel, externalId]);
  }
  await tx.run(
    `UPDATE outbox SET state = 'suppressed', reason = 'the person was erased', lease_until_ms = NULL
      WHERE person_id = ? AND state IN ('pending', 'leased')`,
    [personId],
  );
  await tx.run(`UPDATE outbox SET content = '{"say":[]}', address = NULL WHERE person_id = ?`, [personId]);
  await tx.run('UPDATE registrations SET feedback = NULL WHERE person_id = ?', [personId]);
  await tx.run('UPDATE assignments SET note = NULL WHERE person_id = ?', [personId]);
  await tx.run('DELETE FROM operations WHERE actor_id = ?', [personId]);
  for (const table of GONE) await tx.run(`DELETE FROM ${table} WHERE person_id = ?`, [personId]);
  await tx.update(
    PersonRow,
    { id: personId },
    {
      slug: `erased-${personId.toLowerCase()}`,
      name: NAME,
      email: null,
      phoneCipher: null,
      phoneIndex: null,
      joined: null,
      caps: '{}',
      preferences: '{}',
      active: false,
    },
  );
}

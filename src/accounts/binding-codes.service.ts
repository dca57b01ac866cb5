import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import { digits, newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { standsAbove, worksAtConsole } from '../acts/domain/roles';
import { Outbox, type OwedMessage, type Via } from '../messaging/outbox.service';
import { mailAddressOf, type MailFacts } from '../organisations/domain/preferences';
import { MAIL_FACTS } from '../organisations/mail-address.queries';
import { Identities } from '../organisations/identities.service';
import { Secrets } from '../organisations/secrets.service';
import { Allowances, type Asked } from './allowances.service';
import { Grants } from './grants.service';
import { BindingCodeRow } from './binding-code.row';
import { BindingAttemptRow } from './binding-attempt.row';

export const CODE_LIFE = 7 * DAY;
/** As long as a telephone number: with hundreds of codes alive, the tries of a week still find none. */
const CODE_LENGTH = 10;
/** Wrong codes that an account may try in an hour. */
const TRIES_PER_HOUR = 5;
/** With so many wrong codes in an hour, in the whole installation, somebody is guessing. */
const ALARMING = 20;

export type BindingRefusal =
  | { readonly rule: 'not-allowed' }
  /** Nobody lets in whom she may not name. */
  | { readonly rule: 'above-you' }
  /** A code for whoever works at the console asks for a fresh proof. */
  | { readonly rule: 'step-up' }
  | { readonly rule: 'not-found' }
  | { readonly rule: 'wrong-code' }
  | { readonly rule: 'too-many-tries'; readonly againAtMs: Instant };

/** An account that gives a code, and whence. */
export interface CodeGiver {
  readonly channel: string;
  readonly externalId: string;
  /** The address on the network, where the channel knows one. */
  readonly source?: string;
}

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
    private readonly grants: Grants,
    private readonly allowances: Allowances,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** A fresh code of ten digits for the person; older unused ones of hers no longer work. */
  async issue(
    context: ActContext,
    personId: string,
  ): Promise<Result<{ code: string; expiresMs: Instant }, BindingRefusal>> {
    if (!isCoordinator(context) && !context.roles.includes('operator')) return refused({ rule: 'not-allowed' });
    const { now, scope } = context;
    return this.database.write(async (tx) => {
      const person = await tx.one('SELECT id FROM people WHERE id = ? AND org_id = ?', [personId, scope.orgId]);
      if (!person) return refused({ rule: 'not-found' });
      const roles = await this.grants.rolesOf(tx, personId);
      if (!standsAbove(context.roles, roles)) return refused({ rule: 'above-you' });
      if (roles.some(worksAtConsole) && context.proved !== true) return refused({ rule: 'step-up' });
      await tx.update(BindingCodeRow, { personId, usedMs: null }, { usedMs: now });
      for (;;) {
        const code = digits(CODE_LENGTH);
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

  /**
   * Binds the account to the code's person; an account bound before now belongs to the new person alone. She is told on
   * every other way to her.
   */
  async redeem(giver: CodeGiver, code: string, now: Instant): Promise<Result<Bound, BindingRefusal>> {
    return this.database.write(async (tx) => {
      const againAtMs = await this.tooManyTries(tx, giver, now);
      if (againAtMs !== null) return refused({ rule: 'too-many-tries', againAtMs });
      const found = await tx.one<{ id: string; personId: string; orgId: string; name: string; timeZone: ZoneName }>(
        `SELECT c.id, c.person_id, c.org_id, p.name, o.time_zone FROM binding_codes c
           JOIN people p ON p.id = c.person_id JOIN organisations o ON o.id = c.org_id
          WHERE c.code_hash = ? AND c.used_ms IS NULL AND c.expires_ms > ? AND p.active = 1`,
        [this.secrets.hash('binding-code', code), now],
      );
      const mine = found ? await tx.update(BindingCodeRow, { id: found.id, usedMs: null }, { usedMs: now }) : 0;
      if (!found || mine !== 1) {
        await this.noteWrong(tx, giver, now);
        return refused({ rule: 'wrong-code' });
      }
      const { orgId, personId } = found;
      const { channel, externalId } = giver;
      await this.tell(tx, found, channel, externalId, now);
      await this.identities.bind(tx, { orgId, personId, channel, externalId }, now);
      const context = { scope: { orgId, zone: found.timeZone }, actorId: personId, roles: [], now, channel };
      const record = { act: 'account.bind' as const, subjectType: 'person', subjectId: personId, detail: { channel } };
      await this.audit.write(tx, context, record);
      return done({ personId, orgId, name: found.name });
    });
  }

  /** When there may be another try; null: now. */
  private async tooManyTries(tx: Tx, giver: CodeGiver, now: Instant): Promise<Instant | null> {
    const { channel, externalId } = giver;
    const tries = await tx.find(
      BindingAttemptRow,
      { channel, externalId, atMs: { gt: now - HOUR } },
      { columns: ['atMs'], orderBy: { atMs: 'asc' } },
    );
    const first = tries[0];
    if (first && tries.length >= TRIES_PER_HOUR) return first.atMs + HOUR;
    return this.allowances.spentUntil(tx, limitsOf(giver), now);
  }

  private async noteWrong(tx: Tx, giver: CodeGiver, now: Instant): Promise<void> {
    const { channel, externalId } = giver;
    await tx.insert(BindingAttemptRow, { id: newId(now), channel, externalId, atMs: now });
    let inAll = 0;
    for (const limit of limitsOf(giver)) inAll = await this.allowances.count(tx, limit, now);
    if (inAll === ALARMING) await this.alarm(tx, now);
  }

  /** Everybody who works at a console and may issue codes learns that they are being guessed, once an hour. */
  private async alarm(tx: Tx, now: Instant): Promise<void> {
    const people = await tx.all<{ orgId: string; personId: string }>(
      `SELECT DISTINCT p.org_id, p.id AS person_id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
        WHERE g.role IN ('coordinator', 'county-coordinator', 'operator')`,
    );
    const hour = String(Math.floor(now / HOUR));
    const owed = people.map((person): OwedMessage => ({
      ...person,
      dedupeKey: `guessing.binding-codes.${person.personId}.${hour}`,
      kind: 'guessing',
      class: 'normal',
      content: { facts: { atMs: now, what: 'binding-codes' } },
      dueMs: now,
      notAfterMs: now + DAY,
    }));
    await this.outbox.owe(tx, now, ...owed);
  }

  /** On every way that led to her before: whoever reads them there is who she was. */
  private async tell(
    tx: Tx,
    { id, orgId, personId }: { id: string; orgId: string; personId: string },
    channel: string,
    externalId: string,
    now: Instant,
  ): Promise<void> {
    const accounts = (await this.identities.of(tx, personId)).filter((one) => one.externalId !== externalId);
    const ways: Via[] = accounts.filter((one) => one.channel !== 'mail');
    const books = await tx.one<MailFacts>(`SELECT ${MAIL_FACTS} FROM people p WHERE p.id = ?`, [personId]);
    if (books && mailAddressOf(books) !== null) ways.push({ channel: 'mail' });
    const owed = ways.map((via, index): OwedMessage => ({
      orgId,
      personId,
      dedupeKey: `account-bound.${id}.${String(index)}`,
      kind: 'account-bound',
      class: 'urgent',
      content: { facts: { atMs: now, where: channel } },
      dueMs: now,
      notAfterMs: now + 3 * DAY,
      via,
    }));
    await this.outbox.owe(tx, now, ...owed);
  }
}

/** The widest last. */
function limitsOf({ source }: CodeGiver): Asked[] {
  const all: Asked = { limit: 'wrong-codes.all' };
  return source === undefined ? [all] : [{ limit: 'wrong-codes.source', of: source }, all];
}

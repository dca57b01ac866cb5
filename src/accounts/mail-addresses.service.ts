import { Injectable } from '@nestjs/common';
import { mailAddressOf, type MailFacts } from '../organisations/domain/preferences';
import { Identities } from '../organisations/identities.service';
import { MAIL_FACTS } from '../organisations/mail-address.queries';
import { PersonWriter } from '../organisations/person-writer.service';
import { Database } from '../database/database';
import { HOUR, MINUTE } from '../kernel/clock';
import { newId, sixDigitCode } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Secrets } from '../organisations/secrets.service';
import { MailCodeRow } from './mail-code.row';

const ADDRESS = /^[^\s<>@,;:"\\()[\]]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu;
const CODE_LIFE = 30 * MINUTE;
const CODES_PER_HOUR = 3;
const TRIES = 5;

export type MailRefusal =
  { readonly rule: 'no-address' } | { readonly rule: 'too-many-codes' } | { readonly rule: 'wrong-code' };

/** How a person's mail address becomes known: the organisation's books, or her own word proved by a code sent there. */
@Injectable()
export class MailAddresses {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
    private readonly identities: Identities,
    private readonly people: PersonWriter,
    private readonly audit: AuditLog,
  ) {}

  /** A six-digit code to be sent to the address, good for half an hour; three an hour at most. */
  async prove(context: ActContext, text: string): Promise<Result<{ address: string; code: string }, MailRefusal>> {
    const address = text.trim().toLowerCase();
    if (!ADDRESS.test(address) || address.length > 191) return refused({ rule: 'no-address' });
    const { now, actorId, scope } = context;
    return this.database.write(async (tx): Promise<Result<{ address: string; code: string }, MailRefusal>> => {
      await tx.lockRows('people', [actorId]);
      const recent = await tx.find(
        MailCodeRow,
        { personId: actorId, createdMs: { gt: now - HOUR } },
        { columns: ['id'] },
      );
      if (recent.length >= CODES_PER_HOUR) return refused({ rule: 'too-many-codes' });
      const code = sixDigitCode();
      await tx.insert(MailCodeRow, {
        id: newId(now),
        orgId: scope.orgId,
        personId: actorId,
        address,
        codeHash: this.secrets.hash('mail-code', `${actorId}.${code}`),
        tries: 0,
        createdMs: now,
        expiresMs: now + CODE_LIFE,
      });
      return done({ address, code });
    });
  }

  /** Makes the address to which this code was sent the acting person's own, in place of any other of hers. */
  async confirm(context: ActContext, code: string): Promise<Result<{ address: string }, MailRefusal>> {
    const { now, actorId, scope } = context;
    return this.database.write(async (tx): Promise<Result<{ address: string }, MailRefusal>> => {
      await tx.lockRows('people', [actorId]);
      const living = { personId: actorId, expiresMs: { gt: now } };
      const latest = await tx.findOne(MailCodeRow, living, { orderBy: { createdMs: 'desc', id: 'desc' } });
      if (!latest || latest.tries >= TRIES) return refused({ rule: 'wrong-code' });
      if (latest.codeHash !== this.secrets.hash('mail-code', `${actorId}.${code}`)) {
        await tx.update(MailCodeRow, { id: latest.id }, { tries: { plus: 1 } });
        return refused({ rule: 'wrong-code' });
      }
      await tx.delete(MailCodeRow, { personId: actorId });
      await this.identities.release(tx, actorId, 'mail');
      const { address } = latest;
      await this.identities.bind(
        tx,
        { orgId: scope.orgId, personId: actorId, channel: 'mail', externalId: address },
        now,
      );
      await this.people.prefer(tx, scope, actorId, { noMail: false });
      await this.audit.write(tx, context, { act: 'mail.bind', subjectType: 'person', subjectId: actorId });
      return done({ address });
    });
  }

  /** No mail to the acting person any more, whatever address the books have. */
  async remove(context: ActContext): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.lockRows('people', [context.actorId]);
      await this.identities.release(tx, context.actorId, 'mail');
      await this.people.prefer(tx, context.scope, context.actorId, { noMail: true });
      await this.audit.write(tx, context, { act: 'mail.remove', subjectType: 'person', subjectId: context.actorId });
    });
  }

  async of(personId: string): Promise<string | null> {
    const facts = await this.database.read((tx) =>
      tx.one<MailFacts>(`SELECT ${MAIL_FACTS} FROM people p WHERE p.id = ?`, [personId]),
    );
    return facts && mailAddressOf(facts);
  }
}

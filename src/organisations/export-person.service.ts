import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { phonePlace, Secrets } from './secrets.service';
import { PersonRow } from './person.row';

/** Everything that is held about one person, by what it is. Instants are UTC milliseconds. */
export interface PersonData {
  readonly schema: 'xinyue/person@1';
  readonly exportedMs: number;
  readonly person: Readonly<Record<string, unknown>>;
  readonly held: Readonly<Record<string, readonly object[]>>;
}

/** What is read out of each table; secrets (hashes, keys, sealed numbers) are no information about anybody. */
const PARTS: Readonly<Record<string, string>> = {
  roles: 'SELECT role, created_ms FROM grants WHERE person_id = ? ORDER BY id',
  accounts: 'SELECT channel, external_id, bound_ms FROM identities WHERE person_id = ? ORDER BY bound_ms',
  qualifications: 'SELECT qualification_key, valid_until FROM person_qualifications WHERE person_id = ?',
  availability: 'SELECT weekday, from_minute, to_minute FROM availability WHERE person_id = ?',
  leaves: 'SELECT from_civil, to_civil, created_ms, cancelled_ms FROM leaves WHERE person_id = ? ORDER BY from_ms',
  assignments: `SELECT p.name AS programme, s.post_key AS post, e.start_civil, e.end_civil, a.state, a.source, a.confirmed_ms,
      a.arrived_ms, a.left_ms, a.service_minutes, a.note
    FROM assignments a JOIN shifts s ON s.id = a.shift_id JOIN sessions e ON e.id = s.session_id
    JOIN programmes p ON p.id = e.programme_id WHERE a.person_id = ? ORDER BY a.start_ms`,
  registrations: `SELECT p.name AS programme, e.start_civil, e.topic, r.party, r.state, r.created_ms, r.attended_ms, r.score, r.feedback
    FROM registrations r JOIN sessions e ON e.id = r.session_id JOIN programmes p ON p.id = e.programme_id
    WHERE r.person_id = ? ORDER BY e.start_ms`,
  tallies: 'SELECT measure, value, at_ms, note FROM tally_entries WHERE person_id = ? ORDER BY at_ms',
  messages: 'SELECT kind, channel, state, due_ms, sent_ms, content FROM outbox WHERE person_id = ? ORDER BY due_ms',
  calendars: 'SELECT view, created_ms, used_ms, revoked_ms FROM feed_tokens WHERE person_id = ?',
  invitations: 'SELECT kind, address, changed_ms FROM invitations WHERE person_id = ?',
  calendarAnswers: 'SELECT channel, partstat, received_ms, note FROM calendar_answers WHERE person_id = ?',
  consents: 'SELECT channel, kind, left_count, granted_ms, ends_ms FROM channel_credits WHERE person_id = ?',
  browsers: 'SELECT kind, browser, created_ms, used_ms FROM web_sessions WHERE person_id = ?',
  passkeys: 'SELECT label, created_ms, used_ms FROM passkeys WHERE person_id = ?',
  log: 'SELECT at_ms, act, channel FROM audit_entries WHERE actor_id = ? ORDER BY at_ms',
};

/** 查阅、复制 (个人信息保护法第四十五条): gives out what is held about somebody, and notes that it did. */
@Injectable()
export class ExportPerson {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly secrets: Secrets,
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
    const held: Record<string, readonly object[]> = {};
    for (const [part, sql] of Object.entries(PARTS)) held[part] = await tx.all<object>(sql, [id]);
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
        preferences: JSON.parse(preferences || '{}') as unknown,
      },
      held,
    };
  }
}

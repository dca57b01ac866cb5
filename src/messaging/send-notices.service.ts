import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, SECOND, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { readSpecification } from '../programmes/domain/read-specification';
import type { Reply } from './channel';
import type { NoticeAudience } from './domain/notice-audience';
import { progressOf, type NoticeProgress } from './look-at-notices.service';
import { Outbox } from './outbox.service';
import { NoticeRow } from './notice.row';

export type NoticeRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  | { readonly rule: 'nobody' }
  | { readonly rule: 'already-cancelled' };

/** So many leave at once, and so long is waited before the next. */
const PACE = { people: 20, every: 10 * SECOND };
const KEPT = 2 * DAY;
const CANCELLED_WITHIN = 2 * DAY;
/** Who served in a programme this long ago, or is about to, belongs to it. */
const SERVES_WITHIN = 60 * DAY;

/** Notices of coordinators: counted before, paced, stopped when they ask, and seen through to the last. */
@Injectable()
export class SendNotices {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Everybody the notice would reach, but the one who sends it; in a stable order. */
  recipients(context: ActContext, audience: NoticeAudience): Promise<string[]> {
    return this.database.read((tx) => recipientsOf(tx, context, audience));
  }

  /** `words`: what is sent, as people read it; `text`: what the coordinator wrote. */
  async send(
    context: ActContext,
    audience: NoticeAudience,
    text: string,
    words: readonly Reply[],
  ): Promise<Result<{ noticeId: string; people: number }, NoticeRefusal>> {
    return this.acts.perform<{ noticeId: string; people: number }, NoticeRefusal>(context, 'notify', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const ids = await recipientsOf(tx, context, audience);
      if (ids.length === 0) return refused({ rule: 'nobody' });
      const { now, scope } = context;
      const noticeId = newId(now);
      await tx.insert(NoticeRow, {
        id: noticeId,
        orgId: scope.orgId,
        authorId: context.actorId,
        audience: JSON.stringify(audience),
        text,
        people: ids.length,
        createdMs: now,
      });
      for (let i = 0; i < ids.length; i += PACE.people) {
        const messages = ids.slice(i, i + PACE.people).map((personId) => ({
          orgId: scope.orgId,
          personId,
          dedupeKey: `notice.${noticeId}.${personId}`,
          kind: 'notice' as const,
          class: 'bulk' as const,
          subjectId: noticeId,
          content: { say: words },
          dueMs: now + (i / PACE.people) * PACE.every,
          notAfterMs: now + KEPT,
        }));
        await this.outbox.owe(tx, now, ...messages);
      }
      await this.audit.write(tx, context, {
        act: 'notify',
        subjectType: 'notice',
        subjectId: noticeId,
        detail: { audience, people: ids.length },
      });
      return done({ noticeId, people: ids.length });
    });
  }

  /** Stops what has not left yet; without an id the last notice that this coordinator sent. */
  async cancel(context: ActContext, noticeId?: string): Promise<Result<NoticeProgress, NoticeRefusal>> {
    return this.acts.perform<NoticeProgress, NoticeRefusal>(context, 'notice.cancel', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const { now, scope } = context;
      const notice = await tx.one<{ id: string; cancelledMs: Instant | null }>(
        noticeId === undefined
          ? `SELECT id, cancelled_ms FROM notices WHERE org_id = ? AND author_id = ? AND created_ms > ?
               ORDER BY created_ms DESC, id DESC LIMIT 1`
          : 'SELECT id, cancelled_ms FROM notices WHERE org_id = ? AND id = ?',
        noticeId === undefined ? [scope.orgId, context.actorId, now - CANCELLED_WITHIN] : [scope.orgId, noticeId],
      );
      if (!notice) return refused({ rule: 'not-found' });
      if (notice.cancelledMs !== null) return refused({ rule: 'already-cancelled' });
      await this.outbox.suppress(tx, notice.id, 'the notice was taken back');
      await tx.update(NoticeRow, { id: notice.id }, { cancelledMs: now });
      await this.audit.write(tx, context, { act: 'cancel-notice', subjectType: 'notice', subjectId: notice.id });
      const progress = await progressOf(tx, scope, notice.id);
      return progress ? done(progress) : refused({ rule: 'not-found' });
    });
  }
}

async function recipientsOf(tx: Tx, { scope, actorId, now }: ActContext, audience: NoticeAudience): Promise<string[]> {
  const rows = await peopleOf(tx, scope, audience, now);
  return rows.map((row) => row.id).filter((id) => id !== actorId);
}

function peopleOf(tx: Tx, { orgId }: OrgScope, audience: NoticeAudience, now: Instant): Promise<{ id: string }[]> {
  switch (audience.kind) {
    case 'volunteers':
      return tx.all(
        `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
          WHERE g.org_id = ? AND g.role = 'volunteer' ORDER BY p.slug`,
        [orgId],
      );
    case 'programme':
      return ofProgramme(tx, orgId, audience.programmeKey, now);
    case 'families':
      return tx.all(
        `SELECT p.id FROM registrations r JOIN people p ON p.id = r.person_id AND p.active = 1
          WHERE r.session_id = ? AND r.org_id = ? AND r.ended_key = '' ORDER BY p.slug`,
        [audience.sessionId, orgId],
      );
    case 'people': {
      const { personIds: ids } = audience;
      if (ids.length === 0) return Promise.resolve([]);
      const these = ids.map(() => '?').join(',');
      return tx.all(`SELECT id FROM people WHERE org_id = ? AND active = 1 AND id IN (${these}) ORDER BY slug`, [
        orgId,
        ...ids,
      ]);
    }
    case 'person':
      return tx.all('SELECT id FROM people WHERE id = ? AND org_id = ? AND active = 1', [audience.personId, orgId]);
  }
}

/** Who serves in it, lately or soon, and who holds a qualification that its posts ask for. */
async function ofProgramme(tx: Tx, orgId: string, key: string, now: Instant): Promise<{ id: string }[]> {
  const programme = await tx.one<{ id: string; specification: string }>(
    'SELECT id, specification FROM programmes WHERE org_id = ? AND slug = ?',
    [orgId, key],
  );
  if (!programme) return [];
  const { posts } = readSpecification(programme.specification);
  const asked = posts.map((post) => post.qualification).filter((one) => one !== null);
  const holds = asked.length === 0 ? '1 = 0' : `h.qualification_key IN (${asked.map(() => '?').join(',')})`;
  return tx.all(
    `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
      WHERE g.org_id = ? AND g.role = 'volunteer' AND (
        EXISTS (SELECT 1 FROM assignments a JOIN shifts s ON s.id = a.shift_id
          WHERE a.person_id = p.id AND s.programme_id = ? AND a.ended_key = '' AND a.start_ms BETWEEN ? AND ?)
        OR EXISTS (SELECT 1 FROM person_qualifications h WHERE h.person_id = p.id AND ${holds}))
      ORDER BY p.slug`,
    [orgId, programme.id, now - SERVES_WITHIN, now + SERVES_WITHIN, ...asked],
  );
}

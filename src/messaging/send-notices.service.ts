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
import { activeAmong, belongingTo, familiesOf, programmeWithKey, volunteersOf } from './notice.queries';
import { NoticeRow } from './notice.row';

export type NoticeRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  | { readonly rule: 'nobody' }
  | { readonly rule: 'already-cancelled' };

export interface NoticeSent {
  readonly noticeId: string;
  /** To whom it is owed. */
  readonly told: readonly string[];
}

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
  ): Promise<Result<NoticeSent, NoticeRefusal>> {
    return this.acts.perform<NoticeSent, NoticeRefusal>(context, 'notify', async (tx) => {
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
      return done({ noticeId, told: ids });
    });
  }

  /** Stops what has not left yet; without an id the last notice that this coordinator sent. */
  async cancel(context: ActContext, noticeId?: string): Promise<Result<NoticeProgress, NoticeRefusal>> {
    return this.acts.perform<NoticeProgress, NoticeRefusal>(context, 'notice.cancel', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const { now, scope } = context;
      const { orgId } = scope;
      const notice =
        noticeId === undefined
          ? await tx.findOne(
              NoticeRow,
              { orgId, authorId: context.actorId, createdMs: { gt: now - CANCELLED_WITHIN } },
              { columns: ['id', 'cancelledMs'], orderBy: { createdMs: 'desc', id: 'desc' } },
            )
          : await tx.findOne(NoticeRow, { orgId, id: noticeId }, { columns: ['id', 'cancelledMs'] });
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

function peopleOf(
  tx: Tx,
  { orgId }: OrgScope,
  audience: NoticeAudience,
  now: Instant,
): Promise<{ readonly id: string }[]> {
  switch (audience.kind) {
    case 'volunteers':
      return volunteersOf(tx, orgId);
    case 'programme':
      return ofProgramme(tx, orgId, audience.programmeKey, now);
    case 'families':
      return familiesOf(tx, orgId, audience.sessionId);
    case 'person':
      return activeAmong(tx, orgId, [audience.personId]);
    case 'people':
      return activeAmong(tx, orgId, audience.personIds);
  }
}

/** Who serves in it, lately or soon, and who holds a qualification that its posts ask for. */
async function ofProgramme(tx: Tx, orgId: string, key: string, now: Instant): Promise<{ readonly id: string }[]> {
  const programme = await programmeWithKey(tx, orgId, key);
  if (!programme) return [];
  const { posts } = readSpecification(programme.specification);
  const asked = posts.map((post) => post.qualification).filter((one) => one !== null);
  return belongingTo(tx, orgId, programme.id, { from: now - SERVES_WITHIN, to: now + SERVES_WITHIN }, asked);
}

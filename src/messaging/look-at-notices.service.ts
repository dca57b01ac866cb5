import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { MessageState } from './domain/message';
import type { MessageKind } from './domain/message-kinds';
import type { NoticeAudience } from './domain/notice-audience';

export interface NoticeProgress {
  readonly noticeId: string;
  readonly people: number;
  readonly sent: number;
  readonly waiting: number;
  /** Refused by every channel, come too late, or held back by what the person wishes. */
  readonly failed: number;
  readonly expired: number;
  readonly suppressed: number;
  /** Of those it was sent to, how many have said something on that channel since: it was before their eyes. */
  readonly answered: number;
  readonly createdMs: Instant;
  readonly cancelledMs: Instant | null;
}

/** A notice as a list shows it. */
export interface ListedNotice extends NoticeProgress {
  readonly text: string;
  /** Who sent it. */
  readonly by: string | null;
  readonly to: {
    readonly kind: NoticeAudience['kind'];
    /** Of the programme, the person, or the programme of the session; null for all volunteers, and when it is gone. */
    readonly name: string | null;
    /** When the session begins whose families it went to. */
    readonly startCivil: CivilDateTime | null;
  };
}

/** What stands in the notice itself. */
type SendingProgress = Pick<NoticeProgress, 'noticeId' | 'people' | 'createdMs' | 'cancelledMs'>;

interface NoticeRecord extends SendingProgress {
  text: string;
  audience: string;
  by: string | null;
}

const LISTED = 20;
const STANDING = 'n.id AS notice_id, n.people, n.created_ms, n.cancelled_ms';

/** How far notices have got. */
@Injectable()
export class LookAtNotices {
  constructor(private readonly database: Database) {}

  /** null for an unknown or foreign id. */
  progress(scope: OrgScope, noticeId: string): Promise<NoticeProgress | null> {
    return this.database.read((tx) => progressOf(tx, scope, noticeId));
  }

  /** The last twenty of the organisation, the newest first. */
  async latest(scope: OrgScope): Promise<ListedNotice[]> {
    return this.database.read(async (tx) => {
      const notices = await tx.all<NoticeRecord>(
        `SELECT ${STANDING}, n.text, n.audience, p.name AS \`by\` FROM notices n
           LEFT JOIN people p ON p.id = n.author_id
          WHERE n.org_id = ? ORDER BY n.created_ms DESC, n.id DESC LIMIT ${String(LISTED)}`,
        [scope.orgId],
      );
      const listed: ListedNotice[] = [];
      for (const { audience, ...notice } of notices) {
        listed.push({
          ...notice,
          ...(await countsOf(tx, notice.noticeId)),
          to: await audienceOf(tx, scope, audience),
        });
      }
      return listed;
    });
  }
}

export async function progressOf(tx: Tx, { orgId }: OrgScope, noticeId: string): Promise<NoticeProgress | null> {
  const notice = await tx.one<SendingProgress>(`SELECT ${STANDING} FROM notices n WHERE n.id = ? AND n.org_id = ?`, [
    noticeId,
    orgId,
  ]);
  return notice && { ...notice, ...(await countsOf(tx, noticeId)) };
}

/** Its messages by what became of them. */
async function countsOf(tx: Tx, noticeId: string): Promise<Omit<NoticeProgress, keyof SendingProgress>> {
  const rows = await tx.all<{ state: MessageState; n: number; answered: number | string }>(
    `SELECT m.state, COUNT(*) AS n, SUM(CASE WHEN m.state = 'sent' AND EXISTS (SELECT 1 FROM inbox i
         WHERE i.channel = m.channel AND i.sender = m.address AND i.received_ms > m.sent_ms) THEN 1 ELSE 0 END) AS answered
       FROM outbox m WHERE m.subject_id = ? AND m.kind = ? GROUP BY m.state`,
    [noticeId, 'notice' satisfies MessageKind],
  );
  const of = (...states: MessageState[]): number =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.n, 0);
  return {
    sent: of('sent'),
    waiting: of('pending', 'leased'),
    failed: of('failed'),
    expired: of('expired'),
    suppressed: of('suppressed'),
    answered: rows.reduce((sum, row) => sum + Number(row.answered), 0),
  };
}

async function audienceOf(tx: Tx, { orgId }: OrgScope, written: string): Promise<ListedNotice['to']> {
  const audience = JSON.parse(written) as NoticeAudience;
  if (audience.kind === 'people') return { kind: audience.kind, name: audience.called, startCivil: null };
  const [sql, id] = ((): [string, string] | [null, null] => {
    switch (audience.kind) {
      case 'volunteers':
        return [null, null];
      case 'programme':
        return [
          'SELECT name, NULL AS start_civil FROM programmes WHERE slug = ? AND org_id = ?',
          audience.programmeKey,
        ];
      case 'person':
        return ['SELECT name, NULL AS start_civil FROM people WHERE id = ? AND org_id = ?', audience.personId];
      case 'families':
        return [
          `SELECT p.name, s.start_civil FROM sessions s JOIN programmes p ON p.id = s.programme_id
            WHERE s.id = ? AND s.org_id = ?`,
          audience.sessionId,
        ];
    }
  })();
  const found =
    sql === null ? null : await tx.one<{ name: string; startCivil: CivilDateTime | null }>(sql, [id, orgId]);
  return { kind: audience.kind, name: found?.name ?? null, startCivil: found?.startCivil ?? null };
}

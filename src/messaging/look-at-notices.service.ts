import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { MessageState } from './domain/message';
import type { NoticeAudience } from './domain/notice-audience';
import { latestNotices, messagesOfNotice, personOf, programmeWithKey, sessionOf } from './notice.queries';
import { isUnreached } from './message-log.queries';
import { NoticeRow } from './notice.row';

export interface NoticeProgress {
  readonly noticeId: string;
  readonly people: number;
  readonly sent: number;
  readonly waiting: number;
  /** No channel leads to them: they have to be called. Of those that wait and those that failed. */
  readonly unreached: number;
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

const LISTED = 20;

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
      const listed: ListedNotice[] = [];
      for (const { id, audience, ...notice } of await latestNotices(tx, scope.orgId, LISTED)) {
        listed.push({
          noticeId: id,
          ...notice,
          ...(await countsOf(tx, id)),
          to: await audienceOf(tx, scope, audience),
        });
      }
      return listed;
    });
  }
}

export async function progressOf(tx: Tx, { orgId }: OrgScope, noticeId: string): Promise<NoticeProgress | null> {
  const standing = { columns: ['people', 'createdMs', 'cancelledMs'] } as const;
  const notice = await tx.findOne(NoticeRow, { id: noticeId, orgId }, standing);
  return notice && { noticeId, ...notice, ...(await countsOf(tx, noticeId)) };
}

/** Its messages by what became of them. */
async function countsOf(tx: Tx, noticeId: string): Promise<Omit<NoticeProgress, keyof SendingProgress>> {
  const rows = await messagesOfNotice(tx, noticeId);
  const of = (...states: MessageState[]): number =>
    countOf(rows.filter((row) => states.includes(row.state) && !isUnreached(row)));
  return {
    sent: of('sent'),
    waiting: of('pending', 'leased'),
    unreached: countOf(rows.filter(isUnreached)),
    failed: of('failed'),
    expired: of('expired'),
    suppressed: of('suppressed'),
    answered: rows.reduce((sum, row) => sum + Number(row.answered), 0),
  };
}

const countOf = (rows: readonly { readonly n: number }[]): number => rows.reduce((sum, row) => sum + row.n, 0);

async function audienceOf(tx: Tx, { orgId }: OrgScope, written: string): Promise<ListedNotice['to']> {
  const audience = JSON.parse(written) as NoticeAudience;
  const { kind } = audience;
  switch (kind) {
    case 'volunteers':
      return { kind, name: null, startCivil: null };
    case 'people':
      return { kind, name: audience.called, startCivil: null };
    case 'programme': {
      const programme = await programmeWithKey(tx, orgId, audience.programmeKey);
      return { kind, name: programme?.name ?? null, startCivil: null };
    }
    case 'person': {
      const person = await personOf(tx, orgId, audience.personId);
      return { kind, name: person?.name ?? null, startCivil: null };
    }
    case 'families': {
      const session = await sessionOf(tx, orgId, audience.sessionId);
      return { kind, name: session?.name ?? null, startCivil: session?.startCivil ?? null };
    }
  }
}

import type { SqlValue, Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { OrgScope } from '../acts/domain/act-context';
import type { Instant } from '../kernel/clock';
import type { PersonRow } from '../organisations/person.row';
import type { DeliveryReason } from './domain/delivery-reasons';
import type { MessageState } from './domain/message';
import type { OutboxRow } from './outbox.row';

export interface MessageQuery {
  readonly personId?: string;
  /** Messages about this session, its shifts, their assignments and its registrations. */
  readonly sessionId?: string;
  /** Due in this half-open span. */
  readonly from?: Instant;
  readonly to?: Instant;
  readonly states?: readonly MessageState[];
  /** Only those, or none of those, that wait or were given up because no channel leads to the person. */
  readonly unreached?: boolean;
}

/** Which part of what was found is wanted, the latest due first. */
export interface MessagePage {
  readonly offset: number;
  readonly limit: number;
}

export type MessageRecord = Readonly<
  Pick<
    OutboxRow,
    'id' | 'personId' | 'kind' | 'class' | 'state' | 'reason' | 'channel' | 'attempts' | 'dueMs' | 'nextMs' | 'sentMs'
  >
> & {
  /** Her name. */
  readonly person: PersonRow['name'] | null;
  /** When she next said something on that channel. */
  readonly seenMs: Instant | null;
};

/** The messages of this organisation that the query names, the latest due first. */
export const messagesFound = (
  tx: Tx,
  scope: OrgScope,
  query: MessageQuery,
  { offset, limit }: MessagePage,
): Promise<MessageRecord[]> => {
  const { where, params } = conditions(scope, query);
  return tx.all(
    `SELECT m.id, m.person_id, p.name AS person, m.kind, m.class, m.state, m.reason, m.channel, m.attempts,
            m.due_ms, m.next_ms, m.sent_ms, (SELECT MIN(i.received_ms) FROM inbox i
              WHERE i.channel = m.channel AND i.sender = m.address AND i.received_ms >= m.sent_ms) AS seen_ms
       FROM outbox m LEFT JOIN people p ON p.id = m.person_id
      WHERE ${where} ORDER BY m.due_ms DESC, m.id DESC LIMIT ? OFFSET ?`,
    [...params, limit, offset],
  );
};

/** How many of them are in which state. */
export const messagesByState = (
  tx: Tx,
  scope: OrgScope,
  query: MessageQuery,
): Promise<(Pick<OutboxRow, 'state'> & { readonly n: number })[]> => {
  const { where, params } = conditions(scope, query);
  return tx.all(`SELECT m.state, COUNT(*) AS n FROM outbox m WHERE ${where} GROUP BY m.state`, params);
};

const ABOUT_SESSION = `m.subject_id IN (SELECT ? UNION SELECT s.id FROM shifts s WHERE s.session_id = ?
  UNION SELECT a.id FROM shifts s JOIN assignments a ON a.shift_id = s.id WHERE s.session_id = ?
  UNION SELECT r.id FROM registrations r WHERE r.session_id = ?)`;

/** No channel leads to the person, or none on which the service may write first. */
const NO_WAY: readonly DeliveryReason[] = [
  'no channel reaches the person',
  'the person has to write first on this channel',
];
const UNREACHED = `(m.state IN ('pending', 'failed') AND COALESCE(m.reason, '') IN (${marks(NO_WAY)}))`;

/** Whether a message waits or was given up because no channel leads to the person. */
export const isUnreached = ({ state, reason }: Pick<OutboxRow, 'state' | 'reason'>): boolean =>
  (state === 'pending' || state === 'failed') && NO_WAY.some((one) => one === reason);

function conditions(
  { orgId }: OrgScope,
  { personId, sessionId, from, to, states, unreached }: MessageQuery,
): { where: string; params: SqlValue[] } {
  const where = ['m.org_id = ?'];
  const params: SqlValue[] = [orgId];
  const also = (condition: string, ...values: SqlValue[]): void => {
    where.push(condition);
    params.push(...values);
  };
  if (personId !== undefined) also('m.person_id = ?', personId);
  if (sessionId !== undefined) also(ABOUT_SESSION, sessionId, sessionId, sessionId, sessionId);
  if (from !== undefined) also('m.due_ms >= ?', from);
  if (to !== undefined) also('m.due_ms < ?', to);
  if (states !== undefined) also(states.length > 0 ? `m.state IN (${marks(states)})` : '1 = 0', ...states);
  if (unreached !== undefined) also(unreached ? UNREACHED : `NOT ${UNREACHED}`, ...NO_WAY);
  return { where: where.join(' AND '), params };
}

export interface ChannelFigures {
  readonly channel: NonNullable<OutboxRow['channel']>;
  readonly sent: number;
  readonly failed: number;
  readonly lastSentMs: Instant | null;
}

/** What became of the organisation's messages by channel, of those due after `since`. */
export const figuresByChannel = (tx: Tx, orgId: string, since: Instant): Promise<ChannelFigures[]> =>
  tx.all(
    `SELECT channel, SUM(CASE WHEN state = 'sent' THEN 1 ELSE 0 END) AS sent,
       SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS failed, MAX(sent_ms) AS last_sent_ms
     FROM outbox WHERE org_id = ? AND channel IS NOT NULL AND due_ms > ? GROUP BY channel`,
    [orgId, since],
  );

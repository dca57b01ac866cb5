import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { PersonRow } from '../organisations/person.row';
import type { ProgrammeRow } from '../programmes/programme.row';
import type { SessionRow } from '../programmes/session.row';
import type { MessageKind } from './domain/message-kinds';
import type { NoticeRow } from './notice.row';
import type { OutboxRow } from './outbox.row';

export type NoticeRecord = Pick<NoticeRow, 'id' | 'people' | 'createdMs' | 'cancelledMs' | 'text' | 'audience'> & {
  /** The name of who sent it. */
  readonly by: PersonRow['name'] | null;
};

/** The last notices of the organisation, the newest first. */
export const latestNotices = (tx: Tx, orgId: string, most: number): Promise<NoticeRecord[]> =>
  tx.all(
    `SELECT n.id, n.people, n.created_ms, n.cancelled_ms, n.text, n.audience, p.name AS \`by\` FROM notices n
       LEFT JOIN people p ON p.id = n.author_id
      WHERE n.org_id = ? ORDER BY n.created_ms DESC, n.id DESC LIMIT ${String(most)}`,
    [orgId],
  );

export type MessagesInState = Pick<OutboxRow, 'state' | 'reason'> & {
  readonly n: number;
  /** Of those sent, how many of their people have said something on that channel since. */
  readonly answered: number | string;
};

/** The messages of a notice by what became of them. */
export const messagesOfNotice = (tx: Tx, noticeId: string): Promise<MessagesInState[]> =>
  tx.all(
    `SELECT m.state, m.reason, COUNT(*) AS n, SUM(CASE WHEN m.state = 'sent' AND EXISTS (SELECT 1 FROM inbox i
         WHERE i.channel = m.channel AND i.sender = m.address AND i.received_ms > m.sent_ms) THEN 1 ELSE 0 END) AS answered
       FROM outbox m WHERE m.subject_id = ? AND m.kind = ? GROUP BY m.state, m.reason`,
    [noticeId, 'notice' satisfies MessageKind],
  );

export type NamedProgramme = Pick<ProgrammeRow, 'id' | 'name' | 'specification'>;

export const programmeWithKey = (tx: Tx, orgId: string, key: string): Promise<NamedProgramme | null> =>
  tx.one('SELECT id, name, specification FROM programmes WHERE slug = ? AND org_id = ?', [key, orgId]);

export const personOf = (tx: Tx, orgId: string, personId: string): Promise<Pick<PersonRow, 'name'> | null> =>
  tx.one('SELECT name FROM people WHERE id = ? AND org_id = ?', [personId, orgId]);

/** What a session is of, and when it begins. */
export type NamedSession = Pick<ProgrammeRow, 'name'> & Pick<SessionRow, 'startCivil'>;

export const sessionOf = (tx: Tx, orgId: string, sessionId: string): Promise<NamedSession | null> =>
  tx.one(
    `SELECT p.name, s.start_civil FROM sessions s JOIN programmes p ON p.id = s.programme_id
      WHERE s.id = ? AND s.org_id = ?`,
    [sessionId, orgId],
  );

type Recipient = Pick<PersonRow, 'id'>;

/** Everybody who serves in the organisation. */
export const volunteersOf = (tx: Tx, orgId: string): Promise<Recipient[]> =>
  tx.all(
    `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
      WHERE g.org_id = ? AND g.role = 'volunteer' ORDER BY p.slug`,
    [orgId],
  );

/** Everybody who is signed up for a session, whether with a place or waiting for one. */
export const familiesOf = (tx: Tx, orgId: string, sessionId: string): Promise<Recipient[]> =>
  tx.all(
    `SELECT p.id FROM registrations r JOIN people p ON p.id = r.person_id AND p.active = 1
      WHERE r.session_id = ? AND r.org_id = ? AND r.ended_key = '' ORDER BY p.slug`,
    [sessionId, orgId],
  );

/** Those of these people who are of the organisation and still with it. */
export const activeAmong = async (tx: Tx, orgId: string, personIds: readonly string[]): Promise<Recipient[]> =>
  personIds.length === 0
    ? []
    : tx.all(`SELECT id FROM people WHERE org_id = ? AND active = 1 AND id IN (${marks(personIds)}) ORDER BY slug`, [
        orgId,
        ...personIds,
      ]);

/** Volunteers who serve in a programme between two instants, and those who hold one of the qualifications. */
export const belongingTo = (
  tx: Tx,
  orgId: string,
  programmeId: string,
  served: { readonly from: Instant; readonly to: Instant },
  qualifications: readonly string[],
): Promise<Recipient[]> => {
  const holds = qualifications.length === 0 ? '1 = 0' : `h.qualification_key IN (${marks(qualifications)})`;
  return tx.all(
    `SELECT p.id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
      WHERE g.org_id = ? AND g.role = 'volunteer' AND (
        EXISTS (SELECT 1 FROM assignments a JOIN shifts s ON s.id = a.shift_id
          WHERE a.person_id = p.id AND s.programme_id = ? AND a.ended_key = '' AND a.start_ms BETWEEN ? AND ?)
        OR EXISTS (SELECT 1 FROM person_qualifications h WHERE h.person_id = p.id AND ${holds}))
      ORDER BY p.slug`,
    [orgId, programmeId, served.from, served.to, ...qualifications],
  );
};

import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import { newUid } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import type { PublicSession, RegistrationState } from './domain/public-session';
import { RegistrationRow } from './registration.row';

/** A registration as the table has it; its `id`, `sessionId` and `personId` belong to the scope it was asked with. */
export type RegistrationRecord = Readonly<Pick<RegistrationRow, (typeof COLUMNS)[number]>>;

const COLUMNS = ['id', 'sessionId', 'personId', 'party', 'state', 'queuedMs', 'score'] as const;

export async function isMember(tx: Tx, scope: OrgScope, personId: string): Promise<boolean> {
  const person = await tx.one('SELECT id FROM people WHERE id = ? AND org_id = ? AND active = 1', [
    personId,
    scope.orgId,
  ]);
  return person !== null;
}

export async function findRegistration(tx: Tx, scope: OrgScope, id: string): Promise<RegistrationRecord | null> {
  return tx.findOne(RegistrationRow, { id, orgId: scope.orgId }, { columns: COLUMNS });
}

/** The registration of a household on a session that was not cancelled. */
export async function findLiving(
  tx: Tx,
  scope: OrgScope,
  sessionId: string,
  personId: string,
): Promise<RegistrationRecord | null> {
  const living = { sessionId, personId, endedKey: '', orgId: scope.orgId };
  return tx.findOne(RegistrationRow, living, { columns: COLUMNS });
}

/** Sessions at that time on which the household has a living registration. */
export async function otherLivingSessions(tx: Tx, scope: OrgScope, personId: string, at: Interval): Promise<string[]> {
  const rows = await tx.all<{ sessionId: string }>(
    `SELECT r.session_id FROM registrations r JOIN sessions s ON s.id = r.session_id
     WHERE r.person_id = ? AND r.org_id = ? AND r.ended_key = '' AND s.state = 'planned' AND s.start_ms < ? AND s.end_ms > ?`,
    [personId, scope.orgId, at.to, at.from],
  );
  return rows.map((row) => row.sessionId);
}

export async function insertRegistration(
  tx: Tx,
  context: ActContext,
  registration: {
    readonly id: string;
    readonly session: PublicSession;
    readonly personId: string;
    readonly party: number;
    readonly state: RegistrationState;
    readonly queuedMs: Instant;
  },
): Promise<void> {
  await tx.insert(RegistrationRow, {
    id: registration.id,
    orgId: context.scope.orgId,
    sessionId: registration.session.sessionId,
    personId: registration.personId,
    party: registration.party,
    state: registration.state,
    endedKey: '',
    queuedMs: registration.queuedMs,
    uid: newUid(),
    sequence: 0,
    timeSequence: 0,
    createdMs: context.now,
    changedMs: context.now,
    attendedMs: registration.state === 'attended' ? context.now : null,
  });
}

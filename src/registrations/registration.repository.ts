import type { SqlValue, Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import { newUid } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import type { PublicSession, RegistrationState } from './domain/public-session';

/** A registration as the table has it; its `id`, `sessionId` and `personId` belong to the scope it was asked with. */
export interface RegistrationRecord {
  readonly id: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly party: number;
  readonly state: RegistrationState;
  readonly queuedMs: Instant;
  readonly score: number | null;
}

const COLUMNS = 'id, session_id, person_id, party, state, queued_ms, score';

export async function isMember(tx: Tx, scope: OrgScope, personId: string): Promise<boolean> {
  const person = await tx.one('SELECT id FROM people WHERE id = ? AND org_id = ? AND active = 1', [
    personId,
    scope.orgId,
  ]);
  return person !== null;
}

export async function findRegistration(tx: Tx, scope: OrgScope, id: string): Promise<RegistrationRecord | null> {
  return tx.one<RegistrationRecord>(`SELECT ${COLUMNS} FROM registrations WHERE id = ? AND org_id = ?`, [
    id,
    scope.orgId,
  ]);
}

/** The registration of a household on a session that was not cancelled. */
export async function findLiving(
  tx: Tx,
  scope: OrgScope,
  sessionId: string,
  personId: string,
): Promise<RegistrationRecord | null> {
  return tx.one<RegistrationRecord>(
    `SELECT ${COLUMNS} FROM registrations WHERE session_id = ? AND person_id = ? AND ended_key = '' AND org_id = ?`,
    [sessionId, personId, scope.orgId],
  );
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
  await tx.insert('registrations', {
    id: registration.id,
    org_id: context.scope.orgId,
    session_id: registration.session.sessionId,
    person_id: registration.personId,
    party: registration.party,
    state: registration.state,
    ended_key: '',
    queued_ms: registration.queuedMs,
    uid: newUid(),
    sequence: 0,
    created_ms: context.now,
    changed_ms: context.now,
    attended_ms: registration.state === 'attended' ? context.now : null,
    score: null,
    feedback: null,
  });
}

/** Sets the given columns; column names come from this feature's code alone. */
export async function updateRegistration(
  tx: Tx,
  scope: OrgScope,
  id: string,
  change: Readonly<Record<string, SqlValue>>,
): Promise<void> {
  const columns = Object.keys(change);
  await tx.run(
    `UPDATE registrations SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND org_id = ?`,
    [...columns.map((column) => change[column] ?? null), id, scope.orgId],
  );
}

import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import type { PublicSession, RegistrationState, RegistrationView } from './domain/public-session';
import { FEEDBACK_FOR } from './domain/registration-rules';
import { PublicSessions } from './public-sessions.service';

/** A session together with the asking household's own registration on it. */
export interface SessionForPerson extends PublicSession {
  readonly mine: RegistrationView | null;
}

export interface SessionFeedback {
  readonly score: number;
  readonly text: string | null;
}

export interface UpcomingOptions {
  readonly personId?: string;
  readonly until?: Instant;
  readonly programmeId?: string;
  readonly limit?: number;
}

interface ViewRow {
  id: string;
  sessionId: string;
  personId: string;
  personName: string;
  party: number;
  state: RegistrationState;
  queuedMs: Instant;
  score: number | null;
  ahead: number;
}

const DEFAULT_LIMIT = 20;

/** What participants and coordinators may look up about sessions and registrations; changes nothing. */
@Injectable()
export class LookAtSessions {
  constructor(
    private readonly database: Database,
    private readonly sessions: PublicSessions,
  ) {}

  /** Planned sessions open to the public that have not begun, soonest first. */
  async upcoming(scope: OrgScope, now: Instant, options: UpcomingOptions = {}): Promise<SessionForPerson[]> {
    return this.database.read(async (tx) => {
      const limit = options.limit ?? DEFAULT_LIMIT;
      const sessions = await this.sessions.beginningAfter(tx, scope, now, { ...options, limit });
      const mine = options.personId ? await this.living(tx, scope, options.personId, now) : [];
      const bySession = new Map(mine.map((view) => [view.session.sessionId, view]));
      return sessions.map((session) => ({ ...session, mine: bySession.get(session.sessionId) ?? null }));
    });
  }

  /** Every session of `range` that is open to the public, past and cancelled ones too. */
  async within(scope: OrgScope, range: Interval): Promise<PublicSession[]> {
    return this.database.read((tx) => this.sessions.beginningWithin(tx, scope, range));
  }

  /** What those who came wrote about it, with their score and without their names. */
  async feedback(scope: OrgScope, sessionId: string): Promise<SessionFeedback[]> {
    return this.database.read((tx) =>
      tx.all<SessionFeedback>(
        'SELECT score, feedback AS text FROM registrations WHERE session_id = ? AND org_id = ? AND score IS NOT NULL ORDER BY id',
        [sessionId, scope.orgId],
      ),
    );
  }

  /** null: unknown, of another organisation, or of a programme that takes no registrations. */
  async session(scope: OrgScope, sessionId: string): Promise<PublicSession | null> {
    const found = await this.database.read((tx) => this.sessions.find(tx, scope, sessionId));
    return found?.open ? found.session : null;
  }

  /** The household's registrations on sessions that are not over, soonest first. */
  async mine(scope: OrgScope, personId: string, now: Instant): Promise<RegistrationView[]> {
    return this.database.read((tx) => this.living(tx, scope, personId, now));
  }

  async registration(scope: OrgScope, registrationId: string): Promise<RegistrationView | null> {
    const found = await this.database.read((tx) => this.views(tx, scope, 'r.id = ?', [registrationId]));
    return found[0] ?? null;
  }

  /** The household's own registration on a session, unless it was cancelled. */
  async onSession(scope: OrgScope, personId: string, sessionId: string): Promise<RegistrationView | null> {
    const found = await this.database.read((tx) =>
      this.views(tx, scope, "r.person_id = ? AND r.session_id = ? AND r.ended_key = ''", [personId, sessionId]),
    );
    return found[0] ?? null;
  }

  /** The household's registrations on sessions to come and on those whose feedback is still taken, soonest first. */
  async recent(scope: OrgScope, personId: string, now: Instant): Promise<RegistrationView[]> {
    return this.database.read((tx) => this.living(tx, scope, personId, now - FEEDBACK_FOR));
  }

  /** How many sessions of `range` the household came to. */
  async attended(scope: OrgScope, personId: string, range: Interval): Promise<number> {
    const found = await this.database.read((tx) =>
      this.views(tx, scope, "r.person_id = ? AND r.state = 'attended' AND s.start_ms >= ? AND s.start_ms < ?", [
        personId,
        range.from,
        range.to,
      ]),
    );
    return found.length;
  }

  /** A session as a poster may show it to anybody; null when unknown or not open to the public. */
  async onPoster(sessionId: string): Promise<{ scope: OrgScope; session: PublicSession; organisation: string } | null> {
    return this.database.read(async (tx) => {
      const host = await tx.one<{ orgId: string; name: string; timeZone: ZoneName }>(
        `SELECT o.id AS org_id, o.name, o.time_zone FROM sessions s JOIN organisations o ON o.id = s.org_id
         WHERE s.id = ?`,
        [sessionId],
      );
      if (!host) return null;
      const scope = { orgId: host.orgId, zone: host.timeZone };
      const found = await this.sessions.find(tx, scope, sessionId);
      return found?.open ? { scope, session: found.session, organisation: host.name } : null;
    });
  }

  /** The latest session she came to whose feedback is still taken; null when there is none. */
  async toRate(scope: OrgScope, personId: string, now: Instant): Promise<RegistrationView | null> {
    const attended = await this.database.read((tx) =>
      this.views(tx, scope, "r.person_id = ? AND r.state = 'attended' AND s.end_ms <= ? AND s.end_ms > ?", [
        personId,
        now,
        now - FEEDBACK_FOR,
      ]),
    );
    return attended[attended.length - 1] ?? null;
  }

  /** Everybody on a session who has not cancelled: those with a place by the time they signed up, then the queue. */
  async roster(scope: OrgScope, sessionId: string): Promise<RegistrationView[]> {
    const all = await this.database.read((tx) =>
      this.views(tx, scope, "r.session_id = ? AND r.ended_key = ''", [sessionId]),
    );
    return [...all.filter((view) => view.state !== 'waiting'), ...all.filter((view) => view.state === 'waiting')];
  }

  private living(tx: Tx, scope: OrgScope, personId: string, now: Instant): Promise<RegistrationView[]> {
    return this.views(tx, scope, "r.person_id = ? AND r.ended_key = '' AND s.end_ms > ?", [personId, now]);
  }

  private async views(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly SqlValue[],
  ): Promise<RegistrationView[]> {
    const rows = await tx.all<ViewRow>(
      `SELECT r.id, r.session_id, r.person_id, p.name AS person_name, r.party, r.state, r.queued_ms, r.score,
         (SELECT COUNT(*) FROM registrations o WHERE o.session_id = r.session_id AND o.state = 'waiting'
            AND (o.queued_ms < r.queued_ms OR (o.queued_ms = r.queued_ms AND o.id < r.id))) AS ahead
       FROM registrations r JOIN sessions s ON s.id = r.session_id JOIN people p ON p.id = r.person_id
       WHERE r.org_id = ? AND ${where} ORDER BY s.start_ms, r.queued_ms, r.id`,
      [scope.orgId, ...params],
    );
    const sessions = await this.sessions.byIds(tx, scope, [...new Set(rows.map((row) => row.sessionId))]);
    return rows.flatMap((row) => {
      const session = sessions.get(row.sessionId);
      return session ? [viewOf(row, session)] : [];
    });
  }
}

function viewOf(row: ViewRow, session: PublicSession): RegistrationView {
  return {
    registrationId: row.id,
    personId: row.personId,
    personName: row.personName,
    party: row.party,
    state: row.state,
    position: row.state === 'waiting' ? row.ahead + 1 : null,
    score: row.score,
    session,
  };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import type { FactsOf, Worded } from '../../messaging/domain/message-kinds';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { People } from '../../organisations/people.service';
import { Tallies } from '../../statistics/tallies.service';
import { PageLinks } from '../dialogue/page-links.service';
import * as sayMessage from './messages';
import * as sayReport from './reporting';
import { saidSpan } from '../../kernel/said-time';
import type { Setting } from './setting';

type AboutRegistration = Worded<'registered-promoted' | 'registration-reminder'>;
type AboutSession = Worded<'session-cancelled' | 'session-changed' | 'session-restored'>;

interface SessionRecord {
  startCivil: string;
  endCivil: string;
  place: string | null;
  state: string;
  reason: string | null;
  topic: string | null;
  programmeName: string;
}

/** What is said about a session, to those who serve and to those who come, and about the rota of a month. */
@Injectable()
export class SessionTexts {
  constructor(
    private readonly sessions: LookAtSessions,
    private readonly pages: PageLinks,
    private readonly tallies: Tallies,
    private readonly people: People,
  ) {}

  /** null when it is no longer true. */
  async text(
    tx: Tx,
    message: AboutRegistration | AboutSession | Worded<'rota-published' | 'tally-changed'>,
    at: Setting,
  ): Promise<string | null> {
    switch (message.kind) {
      case 'registered-promoted':
      case 'registration-reminder':
        return this.aboutRegistration(message, at);
      case 'session-cancelled':
      case 'session-restored':
      case 'session-changed':
        return this.aboutSession(tx, message, at);
      case 'rota-published':
        return this.published(tx, message.facts, at);
      case 'tally-changed':
        return this.figures(tx, message.facts, at);
    }
  }

  private async aboutRegistration(message: AboutRegistration, at: Setting): Promise<string | null> {
    const view = await this.sessions.registration(at.scope, message.facts.registrationId);
    if (view?.state !== 'registered' || view.session.state === 'cancelled') return null;
    const text =
      message.kind === 'registered-promoted'
        ? sayMessage.noticePromoted(view.session, view.party, at.today)
        : sayMessage.noticeRegistration(view.session, view.party, at.today);
    return sayMessage.withPage(
      text,
      view.personId === at.personId ? this.pages.session(view.personId, view.session) : null,
    );
  }

  private async published(
    tx: Tx,
    { rotaId }: FactsOf<'rota-published'>,
    { now, personId, scope }: Setting,
  ): Promise<string | null> {
    const rota = await tx.one<{ month: string; shifts: number }>(
      `SELECT r.month, (SELECT COUNT(*) FROM rota_entries e JOIN assignments a ON a.shift_id = e.shift_id
          AND a.person_id = e.person_id AND a.ended_key = '' AND a.end_ms > ?
         WHERE e.rota_id = r.id AND e.person_id = ?) AS shifts FROM rotas r WHERE r.id = ? AND r.org_id = ?`,
      [now, personId, rotaId, scope.orgId],
    );
    return rota && rota.shifts > 0 ? sayMessage.noticePublished(rota.month, rota.shifts) : null;
  }

  /** What the figures are now that somebody else has reported them too, or otherwise. */
  private async figures(
    tx: Tx,
    { sessionId, byPersonId, measures }: FactsOf<'tally-changed'>,
    at: Setting,
  ): Promise<string | null> {
    const session = await sessionOf(tx, sessionId, at);
    const by = await this.people.byId(at.scope, byPersonId);
    const figures = (await this.tallies.figures(at.scope, sessionId)) ?? [];
    const changed = figures.filter(({ measure }) => measures.includes(measure.key));
    if (!session || changed.length === 0) return null;
    return sayReport.noticeTallyChanged(by?.name ?? null, session.line, changed, at.personId);
  }

  private async aboutSession(tx: Tx, message: AboutSession, at: Setting): Promise<string | null> {
    const session = await sessionOf(tx, message.facts.sessionId, at);
    if (!session) return null;
    const { line } = session;
    const cancelled = session.state === 'cancelled';
    if (message.kind === 'session-cancelled')
      return cancelled ? sayMessage.noticeSessionCancelled(line, session.reason) : null;
    if (message.kind === 'session-restored' && !cancelled)
      return sayMessage.noticeSessionRestored(line, session.place, message.facts.serves === true);
    return cancelled || message.kind === 'session-restored'
      ? null
      : sayMessage.noticeSessionChanged(line, session.place, message.facts.serves === true);
  }
}

async function sessionOf(
  tx: Tx,
  sessionId: string,
  { scope, today }: Setting,
): Promise<(SessionRecord & { line: string }) | null> {
  const session = await tx.one<SessionRecord>(
    `SELECT s.start_civil, s.end_civil, s.place, s.state, s.reason, s.topic, p.name AS programme_name
     FROM sessions s JOIN programmes p ON p.id = s.programme_id WHERE s.id = ? AND s.org_id = ?`,
    [sessionId, scope.orgId],
  );
  if (!session) return null;
  const topic = session.topic === null ? '' : `「${session.topic}」`;
  return { ...session, line: `${saidSpan(session, today)} ${session.programmeName}${topic}` };
}

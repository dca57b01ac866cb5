import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import type { PublicSession } from './domain/public-session';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { FEEDBACK_FOR, FEEDBACK_MAX, SCORE_MAX, SCORE_MIN } from './domain/registration-rules';
import { PublicSessions } from './public-sessions.service';
import { RegistrationRow } from './registration.row';

export interface FeedbackRequest {
  readonly score: number;
  readonly text?: string;
  /** Left out: the session she came to last. */
  readonly registrationId?: string;
}

export interface FeedbackGiven {
  readonly registrationId: string;
  readonly score: number;
  readonly session: PublicSession;
}

/** Takes a household's 1–5 and a few words on a session it came to; said again it replaces what was said before. */
@Injectable()
export class GiveFeedback {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly sessions: PublicSessions,
  ) {}

  async give(context: ActContext, request: FeedbackRequest): Promise<Result<FeedbackGiven, RegistrationRefusal>> {
    return this.acts.perform<FeedbackGiven, RegistrationRefusal>(context, 'registration.feedback', async (tx) => {
      const { score } = request;
      if (!Number.isInteger(score) || score < SCORE_MIN || score > SCORE_MAX)
        return refused({ rule: 'score', min: SCORE_MIN, max: SCORE_MAX });
      const words = request.text?.trim() ?? '';
      if (words.length > FEEDBACK_MAX) return refused({ rule: 'too-long', max: FEEDBACK_MAX });
      const attended = await this.attended(tx, context, request.registrationId);
      const found = attended ? await this.sessions.find(tx, context.scope, attended.sessionId) : null;
      if (!attended || !found?.open) return refused({ rule: 'nothing-to-rate' });
      const feedback = { score, feedback: words === '' ? null : words, changedMs: context.now };
      await tx.update(RegistrationRow, { id: attended.id, orgId: context.scope.orgId }, feedback);
      await this.audit.write(tx, context, {
        act: 'registration.feedback',
        subjectType: 'registration',
        subjectId: attended.id,
        detail: { score },
      });
      return done({ registrationId: attended.id, score, session: found.session });
    });
  }

  private async attended(
    tx: Tx,
    context: ActContext,
    registrationId: string | undefined,
  ): Promise<{ id: string; sessionId: string } | null> {
    const which = registrationId === undefined ? '' : 'AND r.id = ?';
    return tx.one(
      `SELECT r.id, r.session_id FROM registrations r JOIN sessions s ON s.id = r.session_id
       WHERE r.org_id = ? AND r.person_id = ? AND r.state = 'attended' AND s.end_ms <= ? AND s.end_ms > ? ${which}
       ORDER BY s.end_ms DESC, r.id LIMIT 1`,
      [
        context.scope.orgId,
        context.actorId,
        context.now,
        context.now - FEEDBACK_FOR,
        ...(registrationId === undefined ? [] : [registrationId]),
      ],
    );
  }
}

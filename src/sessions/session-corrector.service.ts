import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { serviceContext, type OrgScope } from '../acts/domain/act-context';
import { SessionWriter, type SessionFacts } from '../programmes/session-writer.service';
import { SessionSeats } from '../rota/session-seats.service';
import { ShiftWriter } from '../rota/shift-writer.service';
import { SessionCloser } from './session-closer.service';

/** A session as it stands, its start apart, which nothing here changes. */
export interface StandingSession {
  readonly id: string;
  readonly endMs: Instant;
  readonly topic: string | null;
  readonly place: string | null;
  readonly state: string;
  readonly reason: string | null;
}

/** Brings a session in line with what a file from outside says of it, its shifts and seats with it. Nobody hears of it. */
@Injectable()
export class SessionCorrector {
  constructor(
    private readonly sessions: SessionWriter,
    private readonly shifts: ShiftWriter,
    private readonly seats: SessionSeats,
    private readonly closer: SessionCloser,
  ) {}

  /** Answers whether the session was as the file says. One that is cancelled before it is over ends for everybody on it. */
  async correct(tx: Tx, scope: OrgScope, before: StandingSession, facts: SessionFacts, now: Instant): Promise<boolean> {
    const cancelled = before.state === 'cancelled';
    const longer = before.endMs !== facts.endMs;
    const { topic, place, reason } = facts;
    if (
      !longer &&
      cancelled === facts.cancelled &&
      before.topic === topic &&
      before.place === place &&
      before.reason === reason
    )
      return true;
    if (longer) {
      await this.shifts.lengthen(tx, before.id, facts.endMs);
      await this.seats.lengthen(tx, before.id, facts.endMs, now);
    }
    if (cancelled && !facts.cancelled) await this.shifts.reopen(tx, before.id);
    if (!cancelled && facts.cancelled) {
      if (facts.endMs > now) await this.closer.close(tx, serviceContext(scope, now), before.id, reason ?? '');
      else await this.shifts.close(tx, before.id);
    }
    await this.sessions.overwrite(tx, scope, before.id, facts, now);
    return false;
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { SessionPlaces } from '../programmes/session-places.service';
import type { PublicSession } from './domain/public-session';
import { RegistrationMessages } from './registration-messages.service';
import { RegistrationRow } from './registration.row';

/** Who has a place on a session, who waits for one, and who moves up when one is free. */
@Injectable()
export class Waitlist {
  constructor(
    private readonly places: SessionPlaces,
    private readonly messages: RegistrationMessages,
  ) {}

  /** Takes a place; false when there is none or others were waiting for it first. */
  async takePlace(tx: Tx, sessionId: string): Promise<boolean> {
    return this.places.take(tx, sessionId);
  }

  /** Joins the end of the queue; null when the queue is full. The answer sorts behind everybody who came earlier. */
  async join(tx: Tx, sessionId: string, now: Instant): Promise<Instant | null> {
    if (!(await this.places.queue(tx, sessionId))) return null;
    const last = await tx.one<{ last: number | null }>(
      "SELECT MAX(queued_ms) AS last FROM registrations WHERE session_id = ? AND state = 'waiting'",
      [sessionId],
    );
    return Math.max(now, (last?.last ?? 0) + 1);
  }

  async leave(tx: Tx, sessionId: string): Promise<void> {
    await this.places.leaveQueue(tx, sessionId);
  }

  async givePlaceBack(tx: Tx, sessionId: string): Promise<void> {
    await this.places.giveBack(tx, sessionId);
  }

  /** Place in the queue, from 1. */
  async positionOf(tx: Tx, sessionId: string, registrationId: string, queuedMs: Instant): Promise<number> {
    const ahead = await tx.one<{ ahead: number }>(
      `SELECT COUNT(*) AS ahead FROM registrations
       WHERE session_id = ? AND state = 'waiting' AND (queued_ms < ? OR (queued_ms = ? AND id < ?))`,
      [sessionId, queuedMs, queuedMs, registrationId],
    );
    return (ahead?.ahead ?? 0) + 1;
  }

  /**
   * Gives every free place to whoever has waited longest and owes each of them the news.
   * To be called in the transaction that frees places or raises the capacity. Returns whom it concerns.
   */
  async promote(tx: Tx, scope: OrgScope, session: PublicSession, now: Instant): Promise<string[]> {
    const promoted: string[] = [];
    while (await this.places.moveOneUp(tx, session.sessionId)) {
      const next = await tx.findOne(
        RegistrationRow,
        { sessionId: session.sessionId, state: 'waiting' },
        { columns: ['id', 'personId'], orderBy: { queuedMs: 'asc', id: 'asc' } },
      );
      if (!next) throw new Error(`session ${session.sessionId} counts more people waiting than it has`);
      await tx.update(RegistrationRow, { id: next.id }, { state: 'registered', changedMs: now });
      await this.messages.promoted(tx, scope, session, { registrationId: next.id, personId: next.personId }, now);
      promoted.push(next.personId);
    }
    return promoted;
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { ActContext } from '../acts/domain/act-context';
import { SessionWriter } from '../programmes/session-writer.service';
import { SessionRegistrations } from '../registrations/session-registrations.service';
import { SessionSeats } from '../rota/session-seats.service';
import { ShiftWriter } from '../rota/shift-writer.service';

/** Cancels a session with every seat and sign-up in it; the only place that does. Telling people is its caller's. */
@Injectable()
export class SessionCloser {
  constructor(
    private readonly sessions: SessionWriter,
    private readonly shifts: ShiftWriter,
    private readonly seats: SessionSeats,
    private readonly registrations: SessionRegistrations,
  ) {}

  async close(tx: Tx, context: ActContext, sessionId: string, reason: string): Promise<void> {
    // closed before anybody is looked up: a claim or a sign-up under way is either seen below or finds it closed
    await tx.lockRows('sessions', [sessionId]);
    await this.shifts.close(tx, sessionId);
    await this.seats.end(tx, context, sessionId);
    await this.registrations.cancelAll(tx, sessionId, context.now);
    await this.sessions.cancel(tx, sessionId, reason, context.now);
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { Programme } from '../programmes/programmes.service';
import { SessionWriter, type NewSession } from '../programmes/session-writer.service';
import { ShiftWriter } from '../rota/shift-writer.service';

/** Makes sessions together with the shifts that their programme's posts ask for; the only place that does. */
@Injectable()
export class SessionMaker {
  constructor(
    private readonly sessions: SessionWriter,
    private readonly shifts: ShiftWriter,
  ) {}

  /** Makes those of `sessions` that begin at a time at which the programme has none; answers the new ids by start. */
  async createMissing(
    tx: Tx,
    scope: OrgScope,
    programme: Programme,
    sessions: readonly NewSession[],
    now: Instant,
  ): Promise<Map<Instant, string>> {
    const made = await this.sessions.makeMissing(tx, scope, programme, sessions, now);
    await this.shifts.make(tx, scope, programme, made, now);
    return new Map(made.map(({ startMs, id }) => [startMs, id]));
  }
}

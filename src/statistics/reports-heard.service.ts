import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { ActContext } from '../acts/domain/act-context';

/** Wants to know that somebody has reported figures of a session. */
export interface ReportListener {
  heard(tx: Tx, context: ActContext, sessionId: string): Promise<void>;
}

/** Passes the news of a report on, within its transaction, to the rooms above that make something of it. */
@Injectable()
export class ReportsHeard {
  private readonly listeners: ReportListener[] = [];

  register(listener: ReportListener): void {
    this.listeners.push(listener);
  }

  async tell(tx: Tx, context: ActContext, sessionId: string): Promise<void> {
    for (const listener of this.listeners) await listener.heard(tx, context, sessionId);
  }
}

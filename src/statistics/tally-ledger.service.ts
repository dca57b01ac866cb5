import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { ActContext } from '../acts/domain/act-context';
import { Programmes } from '../programmes/programmes.service';
import type { Standing } from './domain/tally';
import { TallyEntryRow } from './tally-entry.row';

export type EntryKind = 'report' | 'counter' | 'check-in' | 'import';

/** Marks a counter-entry that takes a whole report back, so that it no longer proves that the session took place. */
export const TAKEN_BACK = 'taken-back';

export interface TallyEntry {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly measure: string;
  /** Signed. */
  readonly value: number;
  readonly kind: EntryKind;
  readonly note?: string;
}

/** The entries that figures are sums of. Entries are only ever added. */
@Injectable()
export class TallyLedger {
  constructor(private readonly programmes: Programmes) {}

  async add(tx: Tx, context: ActContext, entries: readonly TallyEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.insert(
      TallyEntryRow,
      entries.map((entry) => ({
        id: newId(context.now),
        orgId: context.scope.orgId,
        sessionId: entry.sessionId,
        programmeId: entry.programmeId,
        measure: entry.measure,
        value: entry.value,
        kind: entry.kind,
        personId: context.actorId,
        atMs: context.now,
        note: entry.note ?? null,
      })),
    );
  }

  /** Counts households and people at the door, where the programme measures them under these keys; negative: taken back. */
  async addAttendance(
    tx: Tx,
    context: ActContext,
    session: { readonly sessionId: string; readonly programmeId: string },
    came: { readonly households: number; readonly people: number },
  ): Promise<void> {
    const programme = await this.programmes.byId(tx, context.scope, session.programmeId);
    const keys = new Set(programme?.specification.measures.map((measure) => measure.key));
    const counted = Object.entries(came).filter(([key]) => keys.has(key));
    const { sessionId, programmeId } = session;
    await this.add(
      tx,
      context,
      counted.map(([measure, value]) => ({ sessionId, programmeId, measure, value, kind: 'check-in' })),
    );
  }

  /** Per measure key what the session's entries add up to; measures without an entry are absent. */
  async standing(tx: Tx, sessionId: string): Promise<Map<string, Standing>> {
    const rows = await tx.all<{ measure: string; total: number; reports: number }>(
      `SELECT measure, SUM(value) AS total,
         SUM(CASE WHEN kind IN ('report', 'import') THEN 1 WHEN kind = 'counter' AND note = ? THEN -1 ELSE 0 END) AS reports
       FROM tally_entries WHERE session_id = ? GROUP BY measure`,
      [TAKEN_BACK, sessionId],
    );
    return new Map(rows.map((row) => [row.measure, { sum: row.total, reported: row.reports > 0 }]));
  }
}

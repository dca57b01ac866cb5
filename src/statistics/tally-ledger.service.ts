import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { NewRow } from '../database/typed';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { Programmes } from '../programmes/programmes.service';
import type { KnownFigure } from './domain/tally';
import { TallyEntryRow } from './tally-entry.row';

export type TallyEntryKind = 'report' | 'counter' | 'check-in' | 'import';

/** Marks a counter-entry that takes a whole report back, so that it no longer proves that the session took place. */
export const TAKEN_BACK = 'taken-back';

const AT_ONCE = 400;

export interface TallyEntry {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly measure: string;
  /** Signed. */
  readonly value: number;
  readonly kind: TallyEntryKind;
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

  /**
   * Brings what the entries add up to in line with figures told from outside: the difference becomes an entry of nobody's.
   * Answers what became of each.
   */
  async bring(
    tx: Tx,
    { orgId }: OrgScope,
    figures: readonly Omit<TallyEntry, 'kind' | 'note'>[],
    now: Instant,
  ): Promise<('created' | 'changed' | 'unchanged')[]> {
    const sums = await sumsOf(tx, [...new Set(figures.map(({ sessionId }) => sessionId))]);
    const outcomes: ('created' | 'changed' | 'unchanged')[] = [];
    const rows: NewRow<TallyEntryRow>[] = [];
    for (const { value, ...of } of figures) {
      const key = `${of.sessionId} ${of.measure}`;
      const before = sums.get(key);
      sums.set(key, value);
      outcomes.push(before === undefined ? 'created' : before === value ? 'unchanged' : 'changed');
      if (before === value) continue;
      rows.push({ ...of, id: newId(now), orgId, value: value - (before ?? 0), kind: 'import', atMs: now });
    }
    await tx.insert(TallyEntryRow, rows);
    return outcomes;
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
  async standing(tx: Tx, sessionId: string): Promise<Map<string, KnownFigure>> {
    const rows = await tx.all<{ measure: string; total: number; reports: number }>(
      `SELECT measure, SUM(value) AS total,
         SUM(CASE WHEN kind IN ('report', 'import') THEN 1 WHEN kind = 'counter' AND note = ? THEN -1 ELSE 0 END) AS reports
       FROM tally_entries WHERE session_id = ? GROUP BY measure`,
      [TAKEN_BACK, sessionId],
    );
    return new Map(rows.map((row) => [row.measure, { sum: row.total, reported: row.reports > 0 }]));
  }
}

/** What the entries of these sessions add up to, by `session measure`. */
async function sumsOf(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let i = 0; i < sessionIds.length; i += AT_ONCE) {
    const some = sessionIds.slice(i, i + AT_ONCE);
    const sums = await tx.all<{ sessionId: string; measure: string; total: number }>(
      `SELECT session_id, measure, SUM(value) AS total FROM tally_entries
        WHERE session_id IN (${some.map(() => '?').join(',')}) GROUP BY session_id, measure`,
      some,
    );
    for (const { sessionId, measure, total } of sums) found.set(`${sessionId} ${measure}`, total);
  }
  return found;
}

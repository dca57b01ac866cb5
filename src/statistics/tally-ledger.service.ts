import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { NewRow } from '../database/typed';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { TallyEntryRow } from './tally-entry.row';

export type TallyEntryKind = 'report' | 'counter' | 'import';

const AT_ONCE = 400;

export interface TallyEntry {
  readonly sessionId: string;
  readonly programmeId: string;
  readonly measure: string;
  /** Signed. */
  readonly value: number;
  readonly kind: TallyEntryKind;
  /** Whose part of the figure it changes. */
  readonly reporterId: string | null;
  readonly besideDoor?: number;
  readonly note?: string;
}

/** The entries that figures are sums of. Entries are only ever added. */
@Injectable()
export class TallyLedger {
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
        reporterId: entry.reporterId,
        besideDoor: entry.besideDoor ?? null,
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
    figures: readonly Pick<TallyEntry, 'sessionId' | 'programmeId' | 'measure' | 'value'>[],
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

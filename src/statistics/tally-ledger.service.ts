import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { NewRow } from '../database/typed';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import type { Certainty } from './domain/certainty';
import { reportsSql } from './parts.queries';
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
  /** How sure the part is afterwards; left out: exact. */
  readonly certainty?: Certainty;
  readonly note?: string;
}

/** A figure as a file tells it; `reporterId`: whose part, null where the file names nobody. */
export type BroughtFigure = Pick<
  TallyEntry,
  'sessionId' | 'programmeId' | 'measure' | 'value' | 'reporterId' | 'certainty'
> & {
  /** Who says so, where that is somebody else than the reporter. */
  readonly source?: string;
};

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
        certainty: stored(entry.certainty),
        atMs: context.now,
        note: entry.note ?? null,
      })),
    );
  }

  /**
   * Brings figures in line with what a file tells: the difference becomes an entry of nobody's. What somebody has said here since is
   * kept, whatever an older file says. Answers what became of each.
   */
  async bring(
    tx: Tx,
    { orgId }: OrgScope,
    figures: readonly BroughtFigure[],
    now: Instant,
  ): Promise<('created' | 'changed' | 'unchanged' | 'kept')[]> {
    const known = await partsOfAll(tx, [...new Set(figures.map(({ sessionId }) => sessionId))]);
    const apart = new Set(figures.filter(({ reporterId }) => reporterId !== null).map(figureKey));
    const rows: NewRow<TallyEntryRow>[] = [];
    const outcomes = figures.map((figure) => {
      const { value, ...of } = figure;
      const all = known.get(figureKey(figure)) ?? [];
      const parts = apart.has(figureKey(figure)) ? all.filter(({ reporterId }) => reporterId === of.reporterId) : all;
      const standing = parts.filter(({ reports }) => reports > 0);
      const before = standing.reduce((sum, part) => sum + part.value, 0);
      if (standing.length > 0 && before === value && standing.every((part) => isAsSure(part, of))) return 'unchanged';
      if (parts.some(({ said }) => said > 0)) return 'kept';
      const { certainty, source, ...place } = of;
      const sure = { certainty: stored(certainty), source: source ?? null };
      const row = { ...place, ...sure, value: value - before, kind: 'import' as const };
      rows.push({ ...row, id: newId(now), orgId, atMs: now });
      return standing.length > 0 ? 'changed' : 'created';
    });
    await tx.insert(TallyEntryRow, rows);
    return outcomes;
  }
}

const stored = (certainty: Certainty | undefined): Certainty | null =>
  certainty === undefined || certainty === 'exact' ? null : certainty;

/** The file says no otherwise how sure the figure is and who says so. */
const isAsSure = (part: KnownPart, { certainty, source }: Pick<BroughtFigure, 'certainty' | 'source'>): boolean =>
  part.certainty === stored(certainty) && part.source === (source ?? null);

const figureKey = ({ sessionId, measure }: Pick<TallyEntry, 'sessionId' | 'measure'>): string =>
  `${sessionId} ${measure}`;

/** What is known of a reporter's part: `reports` that stand, and how many entries somebody made here. */
interface KnownPart {
  readonly sessionId: string;
  readonly measure: string;
  readonly reporterId: string | null;
  readonly value: number;
  readonly reports: number;
  readonly said: number;
  readonly certainty: Certainty | null;
  readonly source: string | null;
}

/** The parts of the figures of these sessions, by `session measure`. */
async function partsOfAll(tx: Tx, sessionIds: readonly string[]): Promise<Map<string, KnownPart[]>> {
  const found = new Map<string, KnownPart[]>();
  for (let i = 0; i < sessionIds.length; i += AT_ONCE) {
    const some = sessionIds.slice(i, i + AT_ONCE);
    const parts = await tx.all<KnownPart>(
      `SELECT g.session_id, g.measure, g.reporter_id, g.value, g.reports, g.said, l.certainty, l.source
       FROM (SELECT t.session_id, t.measure, t.reporter_id, SUM(t.value) AS value, ${reportsSql('t')} AS reports,
           COUNT(t.person_id) AS said, MAX(t.id) AS last_id
         FROM tally_entries t WHERE t.session_id IN (${some.map(() => '?').join(',')})
         GROUP BY t.session_id, t.measure, t.reporter_id) g JOIN tally_entries l ON l.id = g.last_id`,
      some,
    );
    for (const part of parts) found.set(figureKey(part), [...(found.get(figureKey(part)) ?? []), part]);
  }
  return found;
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { civilDateOf } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { Programmes, type Programme } from '../programmes/programmes.service';
import {
  isPartly,
  isSameThing,
  judgeTotal,
  type PeriodTotal,
  type SaidTotal,
  type TotalRefusal,
} from './domain/period-total';
import { PeriodTotalRow } from './period-total.row';

export interface TotalNoted {
  readonly total: PeriodTotal;
  readonly programmeName: string;
  readonly measureName: string;
  readonly unit: string;
  /** What stood for the same period before; null: nothing. */
  readonly before: number | null;
}

export type TotalBrought = 'created' | 'changed' | 'unchanged' | 'kept' | 'overlaps';

/** Figures for whole periods, each with its source; one that is corrected stays in the books as what stood before. */
@Injectable()
export class PeriodTotals {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly programmes: Programmes,
  ) {}

  /** By a coordinator. The same programme, measure and period again is a correction. */
  note(context: ActContext, said: SaidTotal & { programmeKey: string }): Promise<Result<TotalNoted, TotalRefusal>> {
    return this.acts.perform<TotalNoted, TotalRefusal>(context, 'total.note', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const programme = await this.programmes.byKey(tx, context.scope, said.programmeKey);
      if (!programme) return refused({ rule: 'not-found', what: 'programme' });
      const standing = (await this.standing(tx, context.scope)).filter((one) => one.programmeId === programme.id);
      const today = civilDateOf(context.now, context.scope.zone);
      const judged = judgeTotal(said, programme.specification.measures, standing, today);
      if (!judged.ok) return judged;
      const measure = judged.value;
      const wanted = { ...said, measure: measure.key, programmeId: programme.id, source: said.source.trim() };
      const before = standing.find((one) => isSamePlace(one, wanted)) ?? null;
      const total = await this.put(tx, context.scope, wanted, before, context.now, context.actorId);
      await this.audit.write(tx, context, {
        act: 'total.note',
        subjectType: 'programme',
        subjectId: programme.id,
        detail: { ...pick(total), before: before?.value ?? null },
      });
      const { name, unit } = measure;
      return done({ total, programmeName: programme.name, measureName: name, unit, before: before?.value ?? null });
    });
  }

  /** Takes a total back; it stays in the books as ended. */
  withdraw(context: ActContext, id: string): Promise<Result<{ id: string }, TotalRefusal>> {
    return this.acts.perform<{ id: string }, TotalRefusal>(context, 'total.withdraw', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const ended = await tx.update(
        PeriodTotalRow,
        { id, orgId: context.scope.orgId, endedKey: '' },
        { endedKey: id, atMs: context.now },
      );
      if (ended === 0) return refused({ rule: 'not-found', what: 'total' });
      await this.audit.write(tx, context, { act: 'total.withdraw', subjectType: 'total', subjectId: id });
      return done({ id });
    });
  }

  list(scope: OrgScope): Promise<PeriodTotal[]> {
    return this.database.read((tx) => this.standing(tx, scope));
  }

  /** All that stand, by programme, measure and time. */
  standing(tx: Tx, { orgId }: OrgScope): Promise<PeriodTotal[]> {
    return standingTotals(tx, [orgId]);
  }

  /**
   * Brings totals of a file in. `kept`: one that somebody has entered or taken back here stays as it is. `overlaps`: one that stands here
   * lies partly in its period, so that nobody could say what both make together; it is not brought in.
   */
  async bring(
    tx: Tx,
    scope: OrgScope,
    told: readonly (SaidTotal & { readonly programme: Programme })[],
    now: Instant,
  ): Promise<TotalBrought[]> {
    if (told.length === 0) return [];
    const known = await tx.find(PeriodTotalRow, { orgId: scope.orgId });
    const standing = known.filter(({ endedKey }) => endedKey === '');
    const outcomes: TotalBrought[] = [];
    for (const { programme, ...said } of told) {
      const wanted = { ...said, programmeId: programme.id };
      const outcome = broughtTo(wanted, standing, known);
      const before = standing.find((one) => isSamePlace(one, wanted)) ?? null;
      if (outcome === 'created' || outcome === 'changed') await this.put(tx, scope, wanted, before, now, null);
      outcomes.push(outcome);
    }
    return outcomes;
  }

  private async put(
    tx: Tx,
    { orgId }: OrgScope,
    said: SaidTotal & { readonly programmeId: string },
    before: Pick<PeriodTotal, 'id'> | null,
    now: Instant,
    personId: string | null,
  ): Promise<PeriodTotal> {
    if (before) await tx.update(PeriodTotalRow, { id: before.id }, { endedKey: before.id });
    const total = { id: newId(now), ...pick(said), programmeId: said.programmeId };
    await tx.insert(PeriodTotalRow, { ...total, orgId, personId, atMs: now, endedKey: '' });
    return total;
  }
}

/** What becomes of a total that a file tells. `known`: those that stand and those that have ended. */
function broughtTo(
  told: SaidTotal & { readonly programmeId: string },
  standing: readonly PeriodTotalRow[],
  known: readonly PeriodTotalRow[],
): TotalBrought {
  if (standing.some((one) => isSameThing(one, told) && isPartly(one, told))) return 'overlaps';
  const before = standing.find((one) => isSamePlace(one, told));
  // What has ended without anything in its place was taken back.
  if (!before) return known.some((one) => isSamePlace(one, told)) ? 'kept' : 'created';
  const { value, certainty, source } = before;
  if (value === told.value && certainty === told.certainty && source === told.source) return 'unchanged';
  return before.personId === null ? 'changed' : 'kept';
}

/** The totals of these organisations that stand, by programme, measure and time. */
export async function standingTotals(tx: Tx, orgIds: readonly string[]): Promise<PeriodTotal[]> {
  const orderBy = { programmeId: 'asc', measure: 'asc', from: 'asc', to: 'asc' } as const;
  const rows = await tx.find(PeriodTotalRow, { orgId: orgIds, endedKey: '' }, { orderBy });
  return rows.map((row) => ({ id: row.id, programmeId: row.programmeId, ...pick(row) }));
}

const pick = ({ measure, from, to, value, certainty, source }: SaidTotal): SaidTotal => ({
  ...{ measure, from, to, value, certainty, source },
});

const isSamePlace = (
  a: Pick<PeriodTotal, 'programmeId' | 'measure' | 'from' | 'to'>,
  b: Pick<PeriodTotal, 'programmeId' | 'measure' | 'from' | 'to'>,
): boolean => isSameThing(a, b) && a.from === b.from && a.to === b.to;

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { Interval } from '../kernel/interval';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../organisations/acts.service';
import { AuditLog } from '../organisations/audit-log.service';
import { isCoordinator, type ActContext } from '../organisations/domain/act-context';
import { VolunteersService } from '../volunteers/volunteers.service';
import { draftMonth } from './domain/draft';
import type { DraftFacts, DraftShift, Unfilled } from './domain/draft-facts';
import { dutyWindow } from './domain/duty-window';
import type { RotaRefusal } from './domain/refusal';
import type { ShiftView } from './domain/shift-view';
import { monthInterval } from './month';
import type { GatheredShift, SessionSeat } from './gathered';
import { RotaFacts } from './rota-facts.service';

export interface DraftMade {
  readonly rotaId: string;
  readonly month: string;
  readonly version: number;
  /** Seats that the draft adds, and seats that people have already. */
  readonly added: number;
  readonly kept: number;
  readonly unfilled: readonly (Unfilled & { readonly shift: ShiftView })[];
}

export interface ImportedEntry {
  readonly shiftId: string;
  readonly personId: string;
}

interface NewEntry extends ImportedEntry {
  /** What led to it, for whoever asks why. */
  readonly why: Readonly<Record<string, number | boolean>>;
}

/** 生成班表: a proposal for a month. Nobody's assignments change before it is published. */
@Injectable()
export class DraftRota {
  constructor(
    private readonly acts: Acts,
    private readonly facts: RotaFacts,
    private readonly volunteers: VolunteersService,
    private readonly audit: AuditLog,
  ) {}

  /** Fills what is free of the shifts to come; seats that people have are kept as they are. */
  draft(context: ActContext, month: string): Promise<Result<DraftMade, RotaRefusal>> {
    return this.acts.perform(context, 'rota.draft', async (tx): Promise<Result<DraftMade, RotaRefusal>> => {
      const range = this.rangeOf(context, month);
      if (!range.ok) return range;
      const shifts = await this.shiftsOf(tx, context, range.value);
      const seats = await this.facts.seats(tx, shifts);
      const { entries, unfilled } = draftMonth(await this.gather(tx, context, shifts, seats));
      const kept = keptEntries(shifts, seats);
      const fresh = entries.map(({ fitting, load, ...entry }) => ({ ...entry, why: { fitting, load } }));
      const rota = await this.write(tx, context, month, 'draft', [...kept, ...fresh]);
      const views = new Map(shifts.map(({ view }) => [view.shiftId, view]));
      const holes = unfilled.flatMap((hole) => {
        const shift = views.get(hole.shiftId);
        return shift ? [{ ...hole, shift }] : [];
      });
      return done({ ...rota, month, added: fresh.length, kept: kept.length, unfilled: holes });
    });
  }

  /** A rota made elsewhere becomes the draft; what it breaks is listed when it is compared and published. */
  importDraft(
    context: ActContext,
    month: string,
    entries: readonly ImportedEntry[],
  ): Promise<Result<DraftMade, RotaRefusal>> {
    return this.acts.perform(context, 'rota.import-draft', async (tx): Promise<Result<DraftMade, RotaRefusal>> => {
      const range = this.rangeOf(context, month);
      if (!range.ok) return range;
      const shifts = await this.shiftsOf(tx, context, range.value);
      const known = new Set(shifts.map((shift) => shift.view.shiftId));
      const personIds = [...new Set(entries.map((entry) => entry.personId))];
      const people = await this.volunteers.facts(tx, context.scope, personIds, context.now);
      const unknown = entries.filter((entry) => !known.has(entry.shiftId) || !people.has(entry.personId));
      if (unknown.length > 0) return refused({ rule: 'entries-unknown', entries: unknown });
      const seats = await this.facts.seats(tx, shifts);
      const held = new Set(keptEntries(shifts, seats).map(keyOf));
      const once = [...new Map(entries.map((entry) => [keyOf(entry), { ...entry, why: { imported: true } }])).values()];
      const rota = await this.write(tx, context, month, 'import', once);
      const kept = once.filter((entry) => held.has(keyOf(entry))).length;
      return done({ ...rota, month, added: once.length - kept, kept, unfilled: [] });
    });
  }

  private rangeOf(context: ActContext, month: string): Result<Interval, RotaRefusal> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const range = monthInterval(month, context.scope);
    return range ? done(range) : refused({ rule: 'bad-month' });
  }

  private shiftsOf(tx: Tx, context: ActContext, range: Interval): Promise<GatheredShift[]> {
    return this.facts.shifts(tx, context.scope, "s.start_ms >= ? AND s.start_ms < ? AND s.state = 'open'", [
      range.from,
      range.to,
    ]);
  }

  private async gather(
    tx: Tx,
    context: ActContext,
    shifts: readonly GatheredShift[],
    seats: ReadonlyMap<string, SessionSeat[]>,
  ): Promise<DraftFacts> {
    const { scope, now } = context;
    const ids = await this.volunteers.idsOf(tx, scope);
    const people = await this.volunteers.facts(tx, scope, ids, now);
    const starts = shifts.map((shift) => shift.view.start);
    const window = dutyWindow(starts[0] ?? now, starts[starts.length - 1] ?? now, scope.zone);
    return {
      shifts: shifts.filter((shift) => shift.view.start > now && !shift.view.cancelled).map(toFill),
      // In the order of the organisation's own list, so that the same facts give the same draft.
      volunteers: ids.flatMap((id) => people.get(id) ?? []),
      duties: await this.facts.duties(tx, ids, window, now, shifts),
      companions: seats,
      now,
      zone: scope.zone,
    };
  }

  private async write(
    tx: Tx,
    context: ActContext,
    month: string,
    source: 'draft' | 'import',
    entries: readonly NewEntry[],
  ): Promise<{ rotaId: string; version: number }> {
    const { orgId } = context.scope;
    await tx.lockRows('organisations', [orgId]);
    await tx.run("UPDATE rotas SET state = 'discarded' WHERE org_id = ? AND month = ? AND state = 'draft'", [
      orgId,
      month,
    ]);
    const latest = await tx.one<{ version: number | null }>(
      'SELECT MAX(version) AS version FROM rotas WHERE org_id = ? AND month = ?',
      [orgId, month],
    );
    const version = (latest?.version ?? 0) + 1;
    const rotaId = newId(context.now);
    await tx.insert('rotas', {
      id: rotaId,
      org_id: orgId,
      month,
      version,
      state: 'draft',
      source,
      created_by: context.actorId,
      created_ms: context.now,
      published_ms: null,
      summary: JSON.stringify({ entries: entries.length }),
    });
    if (entries.length > 0)
      await tx.insert(
        'rota_entries',
        entries.map((entry) => entryRow(entry, rotaId, context)),
      );
    await this.audit.write(tx, context, {
      act: source === 'draft' ? 'draft' : 'import-draft',
      subjectType: 'rota',
      subjectId: rotaId,
      detail: { month, version, entries: entries.length },
    });
    return { rotaId, version };
  }
}

const keyOf = (entry: ImportedEntry): string => `${entry.shiftId} ${entry.personId}`;

function entryRow({ shiftId, personId, why }: NewEntry, rotaId: string, context: ActContext) {
  return {
    id: newId(context.now),
    org_id: context.scope.orgId,
    rota_id: rotaId,
    shift_id: shiftId,
    person_id: personId,
    reason: JSON.stringify(why),
  };
}

function toFill({ seat, view, specification }: GatheredShift): DraftShift {
  const rank = specification.posts.findIndex((post) => post.key === view.postKey);
  return { seat, places: Math.max(0, view.seatsMin - view.taken), rank: Math.max(0, rank) };
}

function keptEntries(shifts: readonly GatheredShift[], seats: ReadonlyMap<string, SessionSeat[]>): NewEntry[] {
  const ids = new Set(shifts.map((shift) => shift.view.shiftId));
  return [...seats.values()]
    .flat()
    .filter((seat) => ids.has(seat.shiftId))
    .map(({ shiftId, personId }) => ({ shiftId, personId, why: { kept: true } }));
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { newId } from '../kernel/ids';
import type { Interval } from '../kernel/interval';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { Relief, DraftedMonth, Hole, Why } from '../rostering/domain/drafted-month';
import type { MonthFacts } from '../rostering/domain/month-facts';
import { RosterEngine } from '../rostering/roster-engine.service';
import { VolunteersService } from '../volunteers/volunteers.service';
import type { RotaRefusal } from '../rota/domain/refusal';
import { DraftTimes } from './draft-times';
import { DraftRuns } from './draft-runs.service';
import type { ShiftView } from '../rota/domain/shift-view';
import { monthInterval } from './month';
import type { GatheredShift, SessionSeat } from '../rota/gathered';
import { GatherMonth } from './gather-month.service';
import { RotaAccounts, type NamedAccount } from './rota-accounts.service';
import { RotaFacts } from '../rota/rota-facts.service';
import { RotaRow } from './rota.row';
import { RotaEntryRow } from './rota-entry.row';

export interface RotaWritten {
  readonly rotaId: string;
  readonly month: string;
  readonly version: number;
  /** Seats that the draft adds, and seats that people have already. */
  readonly added: number;
  readonly kept: number;
}

export interface DraftMade extends RotaWritten {
  /** `optimal`: proved that no draft is better by the programme's goals. */
  readonly status: DraftedMonth['status'];
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly seconds: number;
  readonly unfilled: readonly (NamedHole & { readonly shift: ShiftView })[];
  /** What each has, beside her fair share. */
  readonly accounts: readonly NamedAccount[];
}

/** A hole whose people are called by their names. */
export interface NamedHole extends Pick<Hole, 'missing' | 'closed'> {
  readonly change: (Relief & { readonly name: string }) | null;
}

export interface ImportedEntry {
  readonly shiftId: string;
  readonly personId: string;
}

interface NewEntry extends ImportedEntry {
  /** What led to it, for whoever asks why. */
  readonly why: Why | { readonly kept: true } | { readonly imported: true };
}

/** The month as it stood when it was looked at. */
interface Seen {
  readonly shifts: readonly GatheredShift[];
  readonly facts: MonthFacts;
  readonly kept: readonly NewEntry[];
}

/** What a longer search came to behind a draft that was written already. */
export type Improved =
  | { readonly kind: 'better'; readonly made: DraftMade; readonly proved: boolean }
  /** The draft that stands is the best there is, or nothing better was found in the time. */
  | { readonly kind: 'proved' | 'no-better' }
  /** It is no longer the draft of the month: another one was made, or it was published. */
  | { readonly kind: 'gone' };

/** 生成班表: a proposal for a month. Nobody's assignments change before it is published. */
@Injectable()
export class DraftRota {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly facts: RotaFacts,
    private readonly month: GatherMonth,
    private readonly engine: RosterEngine,
    private readonly runs: DraftRuns,
    private readonly accounts: RotaAccounts,
    private readonly volunteers: VolunteersService,
    private readonly audit: AuditLog,
    private readonly times: DraftTimes,
  ) {}

  /**
   * Fills what is free of the shifts to come, in at most `seconds`; seats that people have are kept as they are. The search
   * runs in a thread of its own between a look at the rota and the writing of the draft, and holds no transaction.
   */
  async draft(
    context: ActContext,
    month: string,
    seconds = this.times.answered,
  ): Promise<Result<DraftMade, RotaRefusal>> {
    const range = this.rangeOf(context, month);
    if (!range.ok) return range;
    const seen = await this.database.read((tx) => this.look(tx, context, range.value));
    return this.runs.during(context, month, async (run) => {
      const running = this.engine.draft(seen.facts, seconds, (progress) => run.hears(progress));
      run.stoppedBy(() => running.stop());
      const drafted = await running.answer;
      return this.acts.perform(context, 'rota.draft', async (tx): Promise<Result<DraftMade, RotaRefusal>> => {
        const now = await this.look(tx, context, range.value);
        // What has changed while the search ran is left for the comparison before the draft is published.
        const rota = await this.write(tx, context, month, 'draft', [...now.kept, ...drafted.entries]);
        await this.accounts.keep(tx, context, rota.rotaId, drafted.accounts);
        return done({ ...rota, month, added: drafted.entries.length, kept: now.kept.length, ...named(drafted, seen) });
      });
    });
  }

  /**
   * Searches longer behind a draft that was written unproved, giving way to every other draft, and writes what is better in its
   * place; not where something else has become of the month meanwhile.
   */
  async improve(context: ActContext, before: DraftMade): Promise<Improved> {
    const { month, rotaId } = before;
    const range = this.rangeOf(context, month);
    if (!range.ok) return { kind: 'gone' };
    const seen = await this.database.read((tx) => this.look(tx, context, range.value));
    const { improved: outcome } = await this.runs.during(
      context,
      month,
      async (run): Promise<{ ok: boolean; improved: Improved }> => {
        const running = this.engine.draft(seen.facts, this.times.onwards, (progress) => run.hears(progress), true);
        run.stoppedBy(() => running.stop());
        const drafted = await running.answer;
        const proved = drafted.status === 'optimal';
        if (drafted.objective >= before.objective) {
          const stands = await this.database.read((tx) => isDraft(tx, rotaId));
          return { ok: true, improved: stands ? { kind: proved ? 'proved' : 'no-better' } : { kind: 'gone' } };
        }
        const result = await this.acts.perform(
          context,
          'rota.draft',
          async (tx): Promise<Result<Improved, RotaRefusal>> => {
            await tx.lockRows('organisations', [context.scope.orgId]);
            if (!(await isDraft(tx, rotaId))) return done({ kind: 'gone' });
            const now = await this.look(tx, context, range.value);
            const rota = await this.write(tx, context, month, 'draft', [...now.kept, ...drafted.entries]);
            await this.accounts.keep(tx, context, rota.rotaId, drafted.accounts);
            const counts = { added: drafted.entries.length, kept: now.kept.length };
            return done({ kind: 'better', proved, made: { ...rota, month, ...counts, ...named(drafted, seen) } });
          },
        );
        return { ok: result.ok, improved: result.ok ? result.value : { kind: 'gone' } };
      },
    );
    return outcome;
  }

  private async look(tx: Tx, context: ActContext, range: Interval): Promise<Seen> {
    const shifts = await this.shiftsOf(tx, context, range);
    const seats = await this.facts.seats(tx, shifts);
    const facts = await this.month.gather(tx, context.scope, range, shifts, seats, context.now);
    return { shifts, facts, kept: keptEntries(shifts, seats) };
  }

  /** A rota made elsewhere becomes the draft; what it breaks is listed when it is compared and published. */
  importDraft(
    context: ActContext,
    month: string,
    entries: readonly ImportedEntry[],
  ): Promise<Result<RotaWritten, RotaRefusal>> {
    return this.acts.perform(context, 'rota.import-draft', async (tx): Promise<Result<RotaWritten, RotaRefusal>> => {
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
      const once = [
        ...new Map(entries.map((entry) => [keyOf(entry), { ...entry, why: { imported: true as const } }])).values(),
      ];
      const rota = await this.write(tx, context, month, 'import', once);
      const kept = once.filter((entry) => held.has(keyOf(entry))).length;
      return done({ ...rota, month, added: once.length - kept, kept });
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

  private async write(
    tx: Tx,
    context: ActContext,
    month: string,
    source: 'draft' | 'import',
    entries: readonly NewEntry[],
  ): Promise<{ rotaId: string; version: number }> {
    const { orgId } = context.scope;
    await tx.lockRows('organisations', [orgId]);
    await tx.update(RotaRow, { orgId, month, state: 'draft' }, { state: 'discarded' });
    const newest = { columns: ['version'], orderBy: { version: 'desc' } } as const;
    const latest = await tx.findOne(RotaRow, { orgId, month }, newest);
    const version = (latest?.version ?? 0) + 1;
    const rotaId = newId(context.now);
    await tx.insert(RotaRow, {
      id: rotaId,
      orgId,
      month,
      version,
      state: 'draft',
      source,
      createdBy: context.actorId,
      createdMs: context.now,
      summary: JSON.stringify({ entries: entries.length }),
    });
    await tx.insert(
      RotaEntryRow,
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

const isDraft = async (tx: Tx, rotaId: string): Promise<boolean> =>
  (await tx.findOne(RotaRow, { id: rotaId, state: 'draft' }, { columns: ['id'] })) !== null;

/** Names in place of ids, for whoever reads it. */
function named(drafted: DraftedMonth, { shifts, facts }: Seen): Omit<DraftMade, keyof RotaWritten> {
  const names = new Map(facts.volunteers.map(({ id, name }) => [id, name]));
  const nameOf = (id: string): string => names.get(id) ?? '';
  const views = new Map(shifts.map(({ view }) => [view.shiftId, view]));
  const { status, objective, bound, gap, seconds, holes, accounts } = drafted;
  return {
    status,
    objective,
    bound,
    gap,
    seconds,
    unfilled: holes.flatMap(({ shiftId, missing, closed, change }) => {
      const shift = views.get(shiftId);
      const people = closed.map((rule) => ({ ...rule, people: rule.people.map(nameOf) }));
      const smallest = change && { ...change, name: nameOf(change.personId) };
      return shift ? [{ shift, missing, closed: people, change: smallest }] : [];
    }),
    accounts: accounts.map((account) => ({ ...account, name: nameOf(account.personId) })),
  };
}

const keyOf = (entry: ImportedEntry): string => `${entry.shiftId} ${entry.personId}`;

function entryRow({ shiftId, personId, why }: NewEntry, rotaId: string, context: ActContext) {
  return {
    id: newId(context.now),
    orgId: context.scope.orgId,
    rotaId,
    shiftId,
    personId,
    reason: JSON.stringify(why),
  };
}

function keptEntries(shifts: readonly GatheredShift[], seats: ReadonlyMap<string, SessionSeat[]>): NewEntry[] {
  const ids = new Set(shifts.map((shift) => shift.view.shiftId));
  return [...seats.values()]
    .flat()
    .filter((seat) => ids.has(seat.shiftId))
    .map(({ shiftId, personId }) => ({ shiftId, personId, why: { kept: true as const } }));
}

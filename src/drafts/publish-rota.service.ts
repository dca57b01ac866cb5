import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { AssignmentWriter } from '../rota/assignment-writer.service';
import {
  CompareRota,
  type ComparedEntry,
  type Conflict,
  type RotaDifference,
  type RotaRecord,
} from './compare-rota.service';
import type { Override, RotaRefusal } from '../rota/domain/refusal';
import type { PersonRef } from '../rota/domain/shift-view';
import { ShiftWriter } from '../rota/shift-writer.service';
import { RotaAccounts, type NamedAccount } from './rota-accounts.service';
import { RotaRow } from './rota.row';

export interface RotaPreview {
  readonly rotaId: string;
  readonly month: string;
  /** To be named when it is published. */
  readonly version: number;
  readonly additions: readonly ComparedEntry[];
  /** Seats whose people have them already. */
  readonly kept: number;
  /** Seats that are taken back. */
  readonly removals: readonly ComparedEntry[];
  /** Entries that a rule forbids by now, which publishing leaves out; and trainees whose only company it therefore leaves them. */
  readonly conflicts: readonly Conflict[];
  /** Whose seats change: they are told, and nobody else is. */
  readonly people: readonly PersonChange[];
  /** What each would have beside her fair share, when the service drafted it. */
  readonly accounts: readonly NamedAccount[];
}

/** How many seats somebody gains and loses. */
export interface PersonChange extends PersonRef {
  readonly gains: number;
  readonly loses: number;
}

/** 发布: turns a drafted month into assignments. Published again, only the difference happens and only those concerned hear of it. */
@Injectable()
export class PublishRota {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly comparison: CompareRota,
    private readonly accounts: RotaAccounts,
    private readonly writer: AssignmentWriter,
    private readonly shifts: ShiftWriter,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** What publishing would do now. */
  preview(context: ActContext, month: string, override?: Override): Promise<Result<RotaPreview, RotaRefusal>> {
    return this.database.read(async (tx): Promise<Result<RotaPreview, RotaRefusal>> => {
      const rota = await this.draftOf(tx, context, month);
      if (!rota.ok) return rota;
      const difference = await this.comparison.compare(tx, context, rota.value, override !== undefined);
      return done(previewOf(rota.value, difference, await this.accounts.of(tx, rota.value.id)));
    });
  }

  /** `version` is the one that was previewed: a draft made meanwhile is not published unseen. */
  publish(
    context: ActContext,
    wish: { month: string; version: number; override?: Override },
  ): Promise<Result<RotaPreview, RotaRefusal>> {
    return this.acts.perform(context, 'rota.publish', async (tx): Promise<Result<RotaPreview, RotaRefusal>> => {
      await tx.lockRows('organisations', [context.scope.orgId]);
      const rota = await this.draftOf(tx, context, wish.month);
      if (!rota.ok) return rota;
      if (rota.value.version !== wish.version) return refused({ rule: 'draft-changed', version: rota.value.version });
      const overriding = wish.override !== undefined;
      const before = await this.comparison.compare(tx, context, rota.value, overriding);
      await this.hold(tx, before);
      const difference = await this.comparison.compare(tx, context, rota.value, overriding);
      const accounts = await this.accounts.of(tx, rota.value.id);
      const outcome = previewOf(rota.value, await this.apply(tx, context, rota.value, difference), accounts);
      await this.record(tx, context, outcome, wish.override);
      return done(outcome);
    });
  }

  private async draftOf(tx: Tx, context: ActContext, month: string): Promise<Result<RotaRecord, RotaRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const rota = await this.comparison.latest(tx, context, month);
    return rota?.state === 'draft' ? done(rota) : refused({ rule: 'no-draft', month });
  }

  private async hold(tx: Tx, difference: RotaDifference): Promise<void> {
    const entries = [...difference.additions, ...difference.removals, ...difference.conflicts];
    await tx.lockRows('people', [...new Set(entries.map((entry) => entry.person.personId))].sort());
    await tx.lockRows('sessions', [...new Set(entries.map((entry) => entry.shift.sessionId))].sort());
    await tx.lockRows('shifts', [...new Set(entries.map((entry) => entry.shift.shiftId))].sort());
  }

  private async apply(
    tx: Tx,
    context: ActContext,
    rota: RotaRecord,
    difference: RotaDifference,
  ): Promise<RotaDifference> {
    for (const { assignmentId } of difference.removals) await this.writer.end(tx, context, assignmentId);
    const seated: RotaDifference['additions'][number][] = [];
    const conflicts = [...difference.conflicts];
    for (const entry of difference.additions) {
      if (await this.shifts.takeSeat(tx, entry.shift)) seated.push(entry);
      else conflicts.push({ shift: entry.shift, person: entry.person, violations: [{ rule: 'full' }] });
    }
    if (seated.length > 0) {
      const wanted = seated.map((one) => ({
        shift: one.gathered,
        personId: one.person.personId,
        source: 'draft' as const,
      }));
      await this.writer.create(tx, context, ...wanted);
    }
    await this.tell(tx, context, rota, seated);
    return { ...difference, additions: seated, conflicts };
  }

  private async tell(tx: Tx, context: ActContext, rota: RotaRecord, seated: readonly ComparedEntry[]): Promise<void> {
    const concerned = [...new Set(seated.map((entry) => entry.person.personId))];
    const messages = concerned.map((personId) => ({
      orgId: context.scope.orgId,
      personId,
      dedupeKey: `rota-published.${rota.id}.${personId}`,
      kind: 'rota-published' as const,
      class: 'normal' as const,
      subjectId: rota.id,
      content: { facts: { rotaId: rota.id } },
      dueMs: context.now,
    }));
    await this.outbox.owe(tx, context.now, ...messages);
  }

  private async record(tx: Tx, context: ActContext, outcome: RotaPreview, override?: Override): Promise<void> {
    const summary = {
      additions: outcome.additions.length,
      kept: outcome.kept,
      removals: outcome.removals.length,
      conflicts: outcome.conflicts.length,
    };
    await tx.update(
      RotaRow,
      { id: outcome.rotaId },
      { state: 'published', publishedMs: context.now, summary: JSON.stringify(summary) },
    );
    await this.audit.write(tx, context, {
      act: 'publish',
      subjectType: 'rota',
      subjectId: outcome.rotaId,
      detail: { month: outcome.month, version: outcome.version, ...summary, ...(override ? { override } : {}) },
    });
  }
}

function previewOf(
  rota: RotaRecord,
  { additions, kept, removals, conflicts }: RotaDifference,
  accounts: readonly NamedAccount[],
): RotaPreview {
  const brief = ({ shift, person }: ComparedEntry): ComparedEntry => ({ shift, person });
  return {
    rotaId: rota.id,
    month: rota.month,
    version: rota.version,
    additions: additions.map(brief),
    kept,
    removals: removals.map(brief),
    conflicts,
    people: changesOf(additions, removals),
    accounts,
  };
}

/** Those who gain most first, then those who lose. */
function changesOf(additions: readonly ComparedEntry[], removals: readonly ComparedEntry[]): PersonChange[] {
  const found = new Map<string, PersonRef & { gains: number; loses: number }>();
  const of = (person: PersonRef) => {
    const known = found.get(person.personId) ?? { ...person, gains: 0, loses: 0 };
    found.set(person.personId, known);
    return known;
  };
  for (const { person } of additions) of(person).gains++;
  for (const { person } of removals) of(person).loses++;
  return [...found.values()].sort((a, b) => b.gains - b.loses - (a.gains - a.loses));
}

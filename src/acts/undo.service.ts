import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { MINUTE, type Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from './acts.service';
import { AuditLog } from './audit-log.service';
import type { ActContext, Role } from './domain/act-context';
import { AuditEntryRow } from './audit-entry.row';

/** How long an act can be taken back. */
export const UNDO_WINDOW = 10 * MINUTE;
/** How far back 撤销 looks for the act that it has to call too old. */
const REMEMBERED = 24 * 60 * MINUTE;

/** The act to take back, with what the act itself stored for this moment. */
export interface UndoEntry {
  readonly id: string;
  readonly act: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly atMs: Instant;
  readonly onBehalfOf: string | null;
  readonly undoWith: unknown;
}

/** Takes back one kind of act, named as in the audit log. Writes nothing when it refuses. */
export interface Undoer {
  readonly act: string;
  /** Only whoever has one of these roles may do, and take back, such an act; left out: see `Undo`. */
  readonly roles?: readonly Role[];
  undo(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<object, UndoObstacle>>;
}

/** The feature's own refusal: what has happened since stands in the way. */
export interface UndoObstacle {
  readonly rule: string;
}

export interface Undone {
  readonly act: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly onBehalfOf: string | null;
  /** What the feature says about it, for example which shift is free again. */
  readonly outcome: object;
}

export type UndoRefusal =
  | { readonly rule: 'nothing-to-undo' }
  | { readonly rule: 'too-late-to-undo'; readonly act: string; readonly atMs: Instant }
  | { readonly rule: 'cannot-undo'; readonly act: string; readonly because: UndoObstacle };

/** Whose roles let them act for others. */
const FOR_OTHERS: readonly Role[] = ['coordinator', 'operator'];

const isForAnother = ({ actorId }: ActContext, { onBehalfOf }: UndoEntry): boolean =>
  onBehalfOf !== null && onBehalfOf !== actorId;

/**
 * 撤销: takes back a person's latest act that can be taken back, within ten minutes, once. What she did for somebody else
 * she takes back only while she still has a role that lets her.
 */
@Injectable()
export class Undo {
  private readonly undoers = new Map<string, Undoer>();
  private readonly lasting = new Set<string>();

  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
  ) {}

  /** Called by each feature when the service starts. Throws when an act is registered twice. */
  register(undoer: Undoer): void {
    if (this.undoers.has(undoer.act)) throw new Error(`two ways to undo ${undoer.act}`);
    this.undoers.set(undoer.act, undoer);
  }

  /** Called by features whose act everybody has been told of: 撤销 behind it never means what was done before it. */
  registerLasting(act: string): void {
    this.lasting.add(act);
  }

  undo(context: ActContext): Promise<Result<Undone, UndoRefusal>> {
    return this.acts.perform(context, 'undo', async (tx): Promise<Result<Undone, UndoRefusal>> => {
      await tx.lockRows('people', [context.actorId]);
      const entry = await this.latest(tx, context);
      const since = await this.lastingSince(tx, context, entry?.atMs ?? context.now - UNDO_WINDOW);
      if (since !== null) return refused({ rule: 'cannot-undo', act: since, because: { rule: 'lasting' } });
      if (!entry) return refused({ rule: 'nothing-to-undo' });
      const { act } = entry;
      if (entry.atMs < context.now - UNDO_WINDOW) return refused({ rule: 'too-late-to-undo', act, atMs: entry.atMs });
      const undoer = this.undoers.get(act);
      if (!undoer) throw new Error(`nothing is registered to undo ${act}`);
      const asked = undoer.roles ?? (isForAnother(context, entry) ? FOR_OTHERS : []);
      if (asked.length > 0 && !asked.some((role) => context.roles.includes(role))) {
        return refused({ rule: 'cannot-undo', act, because: { rule: 'not-allowed' } });
      }
      const outcome = await undoer.undo(tx, context, entry);
      if (!outcome.ok) return refused({ rule: 'cannot-undo', act, because: outcome.refusal });
      await tx.update(AuditEntryRow, { id: entry.id }, { undoneMs: context.now });
      const { subjectType, subjectId, onBehalfOf } = entry;
      await this.audit.write(tx, context, {
        act: 'undo',
        subjectType,
        subjectId,
        onBehalfOf: onBehalfOf ?? undefined,
        detail: { act, entry: entry.id },
      });
      return done({ act, subjectType, subjectId, onBehalfOf, outcome: outcome.value });
    });
  }

  private async lastingSince(tx: Tx, context: ActContext, since: Instant): Promise<string | null> {
    if (this.lasting.size === 0) return null;
    const row = await tx.findOne(
      AuditEntryRow,
      { actorId: context.actorId, orgId: context.scope.orgId, atMs: { gte: since }, act: [...this.lasting] },
      { orderBy: { atMs: 'desc', id: 'desc' } },
    );
    return row?.act ?? null;
  }

  private async latest(tx: Tx, context: ActContext): Promise<UndoEntry | null> {
    const row = await tx.findOne(
      AuditEntryRow,
      {
        actorId: context.actorId,
        orgId: context.scope.orgId,
        atMs: { gt: context.now - REMEMBERED },
        undoWith: { not: null },
        undoneMs: null,
      },
      { orderBy: { atMs: 'desc', id: 'desc' } },
    );
    return row && { ...row, undoWith: JSON.parse(row.undoWith ?? 'null') as unknown };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { isActiveIn } from '../organisations/people.queries';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import type { AvailabilityWindow } from './domain/volunteer';
import { AvailabilityRow } from './availability.row';

const ACT = 'change-availability';
const A_DAY = 1440;

export type AvailabilityRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  /** `index`: which of the windows ends before it begins, or lies outside the day. */
  | { readonly rule: 'bad-window'; readonly index: number };

/** Sets the hours of the week in which a volunteer can serve. Shifts that she has stay hers. */
@Injectable()
export class ChangeAvailability implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({
      act: ACT,
      roles: ['coordinator'],
      undo: (tx, context, entry) => this.takeBack(tx, context, entry),
    });
  }

  /** Answers with what holds from now on: in order, what overlaps joined. None at all means always. */
  change(
    context: ActContext,
    personId: string,
    windows: readonly AvailabilityWindow[],
  ): Promise<Result<readonly AvailabilityWindow[], AvailabilityRefusal>> {
    return this.acts.perform<readonly AvailabilityWindow[], AvailabilityRefusal>(
      context,
      `volunteers.${ACT}`,
      async (tx) => {
        if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
        const { scope, now } = context;
        if (!(await isActiveIn(tx, scope.orgId, personId))) return refused({ rule: 'not-found' });
        const index = windows.findIndex(
          ({ fromMinute, toMinute }) => fromMinute < 0 || toMinute > A_DAY || fromMinute >= toMinute,
        );
        if (index >= 0) return refused({ rule: 'bad-window', index });
        await tx.lockRows('people', [personId]);
        const before = await windowsOf(tx, personId);
        const after = joined(windows);
        await write(tx, scope, personId, after, now);
        await this.audit.write(tx, context, {
          act: ACT,
          subjectType: 'person',
          subjectId: personId,
          onBehalfOf: personId === context.actorId ? undefined : personId,
          detail: { windows: after.length },
          undo: { before, after },
        });
        return done(after);
      },
    );
  }

  private async takeBack(
    tx: Tx,
    { scope, now }: ActContext,
    { subjectId, undoWith }: UndoEntry,
  ): Promise<Result<object, { readonly rule: 'changed-since' }>> {
    const { before, after } = undoWith as Readonly<Record<'before' | 'after', readonly AvailabilityWindow[]>>;
    await tx.lockRows('people', [subjectId]);
    if (JSON.stringify(await windowsOf(tx, subjectId)) !== JSON.stringify(after)) {
      return refused({ rule: 'changed-since' });
    }
    await write(tx, scope, subjectId, before, now);
    return done({});
  }
}

function windowsOf(tx: Tx, personId: string): Promise<AvailabilityWindow[]> {
  return tx.find(
    AvailabilityRow,
    { personId },
    { columns: ['weekday', 'fromMinute', 'toMinute'], orderBy: { weekday: 'asc', fromMinute: 'asc' } },
  );
}

async function write(
  tx: Tx,
  { orgId }: OrgScope,
  personId: string,
  windows: readonly AvailabilityWindow[],
  now: Instant,
): Promise<void> {
  await tx.delete(AvailabilityRow, { personId });
  if (windows.length === 0) return;
  await tx.insert(
    AvailabilityRow,
    windows.map(({ weekday, fromMinute, toMinute }) => ({
      id: newId(now),
      orgId,
      personId,
      weekday,
      fromMinute,
      toMinute,
    })),
  );
}

function joined(windows: readonly AvailabilityWindow[]): AvailabilityWindow[] {
  const inOrder = [...windows].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
  const found: AvailabilityWindow[] = [];
  for (const { weekday, fromMinute, toMinute } of inOrder) {
    const last = found[found.length - 1];
    if (last?.weekday === weekday && fromMinute <= last.toMinute) {
      found[found.length - 1] = { ...last, toMinute: Math.max(last.toMinute, toMinute) };
    } else found.push({ weekday, fromMinute, toMinute });
  }
  return found;
}

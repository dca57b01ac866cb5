import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { instantOf, isCivilDate, isCivilDateTime, type CivilDateTime } from '../kernel/civil-time';
import { DAY, type Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { isOf } from '../organisations/people.queries';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { Undo, type UndoEntry } from '../acts/undo.service';
import type { LeaveRefusal } from './domain/leave-refusal';
import { LeaveRow } from './leave.row';

const LONGEST_DAYS = 366;

export interface Leave {
  readonly leaveId: string;
  readonly personId: string;
  readonly fromCivil: CivilDateTime;
  readonly toCivil: CivilDateTime;
  readonly from: Instant;
  readonly to: Instant;
  /** When it was asked for. */
  readonly taken: Instant;
}

/** Takes leave and gives it back. Duties that fall into it stay where they are: letting go of them is an act of its own. */
@Injectable()
export class TakeLeave implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly undo: Undo,
  ) {}

  onModuleInit(): void {
    this.undo.register({ act: 'take-leave', undo: (tx, context, entry) => this.takeBack(tx, context, entry) });
  }

  /** Wall times, half open (`2026-12-01T00:00` to `2026-12-06T00:00`); a bare date means the midnight that begins it. */
  take(
    context: ActContext,
    wish: { personId?: string; fromCivil: CivilDateTime; toCivil: CivilDateTime },
  ): Promise<Result<Leave, LeaveRefusal>> {
    return this.acts.perform(context, 'volunteers.take-leave', async (tx): Promise<Result<Leave, LeaveRefusal>> => {
      const personId = wish.personId ?? context.actorId;
      if (personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-allowed' });
      const period = periodOf(wish, context);
      if (!period.ok) return period;
      if (!(await isOf(tx, context.scope.orgId, personId))) return refused({ rule: 'not-found', what: 'person' });
      const leave = { leaveId: newId(context.now), personId, ...period.value, taken: context.now };
      await tx.insert(LeaveRow, {
        id: leave.leaveId,
        orgId: context.scope.orgId,
        personId,
        fromCivil: leave.fromCivil,
        toCivil: leave.toCivil,
        fromMs: leave.from,
        toMs: leave.to,
        createdMs: leave.taken,
      });
      await this.audit.write(tx, context, {
        act: 'take-leave',
        subjectType: 'leave',
        subjectId: leave.leaveId,
        onBehalfOf: personId === context.actorId ? undefined : personId,
        detail: { from: leave.fromCivil, to: leave.toCivil },
        undo: { leaveId: leave.leaveId },
      });
      return done(leave);
    });
  }

  cancel(context: ActContext, wish: { leaveId: string }): Promise<Result<Leave, LeaveRefusal>> {
    return this.acts.perform(context, 'volunteers.cancel-leave', async (tx): Promise<Result<Leave, LeaveRefusal>> => {
      const leave = await oneLeave(tx, context.scope, wish.leaveId);
      if (!leave) return refused({ rule: 'not-found', what: 'leave' });
      if (leave.personId !== context.actorId && !isCoordinator(context)) return refused({ rule: 'not-allowed' });
      if (leave.to <= context.now) return refused({ rule: 'period-over' });
      await tx.update(LeaveRow, { id: leave.leaveId }, { cancelledMs: context.now });
      await this.audit.write(tx, context, {
        act: 'cancel-leave',
        subjectType: 'leave',
        subjectId: leave.leaveId,
        onBehalfOf: leave.personId === context.actorId ? undefined : leave.personId,
      });
      return done(leave);
    });
  }

  /** Her leave that has not ended, soonest first. */
  async of(scope: OrgScope, personId: string, now: Instant): Promise<Leave[]> {
    const rows = await this.database.read((tx) =>
      tx.find(
        LeaveRow,
        { orgId: scope.orgId, personId, toMs: { gt: now }, cancelledMs: null },
        { orderBy: { fromMs: 'asc' } },
      ),
    );
    return rows.map(leaveOf);
  }

  private async takeBack(tx: Tx, context: ActContext, entry: UndoEntry): Promise<Result<object, LeaveRefusal>> {
    const { leaveId } = entry.undoWith as { leaveId: string };
    const changed = await tx.update(LeaveRow, { id: leaveId, cancelledMs: null }, { cancelledMs: context.now });
    return changed === 1 ? done({ leaveId }) : refused({ rule: 'not-found', what: 'leave' });
  }
}

const leaveOf = ({ id, personId, fromCivil, toCivil, fromMs, toMs, createdMs }: LeaveRow): Leave => ({
  leaveId: id,
  personId,
  fromCivil,
  toCivil,
  from: fromMs,
  to: toMs,
  taken: createdMs,
});

async function oneLeave(tx: Tx, scope: OrgScope, leaveId: string): Promise<Leave | null> {
  const row = await tx.findOne(LeaveRow, { id: leaveId, orgId: scope.orgId, cancelledMs: null });
  return row && leaveOf(row);
}

type Period = Pick<Leave, 'fromCivil' | 'toCivil' | 'from' | 'to'>;

function periodOf(
  wish: { fromCivil: CivilDateTime; toCivil: CivilDateTime },
  context: ActContext,
): Result<Period, LeaveRefusal> {
  const fromCivil = midnightOf(wish.fromCivil);
  const toCivil = midnightOf(wish.toCivil);
  if (!isCivilDateTime(fromCivil) || !isCivilDateTime(toCivil)) return refused({ rule: 'bad-period' });
  const from = instantOf(fromCivil, context.scope.zone);
  const to = instantOf(toCivil, context.scope.zone);
  if (to <= from) return refused({ rule: 'bad-period' });
  if (to <= context.now) return refused({ rule: 'period-over' });
  if (to - from > LONGEST_DAYS * DAY) return refused({ rule: 'period-too-long', mostDays: LONGEST_DAYS });
  return done({ fromCivil, toCivil, from, to });
}

const midnightOf = (civil: CivilDateTime): CivilDateTime =>
  isCivilDate(civil) ? `${civil}T00:00` : civil.slice(0, 16);

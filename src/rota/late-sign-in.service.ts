import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { coordinatorsOf } from '../organisations/roles.queries';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { aboutAssignment } from './assignment-messages';
import type { RotaRefusal } from './domain/refusal';
import { LATE_SIGN_IN } from './domain/serving';
import type { OwnAssignment } from './own-assignment.service';
import { AssignmentRow } from './assignment.row';

/**
 * A duty that is over and for which nobody said 到岗 or 离岗: its holder may still say for three days that she was there.
 * That counts nothing until a coordinator has answered.
 */
@Injectable()
export class LateSignIns {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Every coordinator is asked, once; the same word again changes nothing. Refuses `too-late` after three days. */
  async open(tx: Tx, context: ActContext, { assignment, shift }: OwnAssignment): Promise<Result<void, RotaRefusal>> {
    const until = shift.view.end + LATE_SIGN_IN;
    if (context.now > until) return refused({ rule: 'too-late', since: until, shift: shift.view });
    if (assignment.claimedMs !== null) return done(undefined);
    await tx.update(AssignmentRow, { id: assignment.id, endedKey: '' }, { claimedMs: context.now });
    const coordinators = await coordinatorsOf(tx, context.scope.orgId);
    await this.outbox.owe(
      tx,
      context.now,
      ...coordinators.map((personId) => aboutAssignment('late-sign-in', assignment.id, personId, context)),
    );
    await this.audit.write(tx, context, {
      act: 'late-sign-in',
      subjectType: 'assignment',
      subjectId: assignment.id,
    });
    return done(undefined);
  }

  /** Tells her what became of it; what was still to be asked about it is not. */
  async answered(tx: Tx, context: ActContext, { assignment }: OwnAssignment): Promise<void> {
    if (assignment.claimedMs === null) return;
    await this.outbox.suppress(tx, assignment.id, 'request answered', { kinds: ['late-sign-in'] });
    if (assignment.personId === context.actorId) return;
    await this.outbox.owe(
      tx,
      context.now,
      aboutAssignment('late-sign-in-answered', assignment.id, assignment.personId, context),
    );
  }
}

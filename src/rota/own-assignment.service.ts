import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { AssignmentState } from '../programmes/domain/assignment-state';
import type { RotaRefusal } from './domain/refusal';
import type { GatheredShift } from './gathered';
import type { AssignmentFacts } from './rota-facts.queries';
import { RotaFacts } from './rota-facts.service';

export interface OwnAssignment {
  readonly assignment: AssignmentFacts;
  readonly shift: GatheredShift;
  /** Set when a coordinator acts on somebody else's assignment. */
  readonly onBehalfOf: string | undefined;
}

/** Finds the assignment an act is about and holds its person and session still until the act has ended. */
@Injectable()
export class OwnAssignments {
  constructor(private readonly facts: RotaFacts) {}

  /** Refuses an unknown id, somebody else's (except to a coordinator) and a state outside `states`. */
  async hold(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    states: readonly AssignmentState[],
    onlyOwner = false,
  ): Promise<Result<OwnAssignment, RotaRefusal>> {
    const seen = await this.facts.assignment(tx, context.scope, assignmentId);
    if (!seen) return refused({ rule: 'not-found', what: 'assignment' });
    const own = seen.personId === context.actorId;
    if (!own && (onlyOwner || !isCoordinator(context))) return refused({ rule: 'not-yours' });
    await tx.lockRows('people', [seen.personId]);
    await tx.lockRows('sessions', [seen.sessionId]);
    const assignment = (await this.facts.assignment(tx, context.scope, assignmentId)) ?? seen;
    const shift = await this.facts.shift(tx, context.scope, assignment.shiftId);
    if (!shift) return refused({ rule: 'not-found', what: 'assignment' });
    if (!states.includes(assignment.state)) {
      return refused({ rule: 'state', state: assignment.state, shift: shift.view });
    }
    return done({ assignment, shift, onBehalfOf: own ? undefined : seen.personId });
  }
}

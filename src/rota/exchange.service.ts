import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { withdraw } from '../acts/acts.service';
import { aboutAssignment } from './assignment-messages';
import { AssignmentWriter } from './assignment-writer.service';
import { isExpected } from '../programmes/domain/assignment-state';
import { traineeComesToBeAlone } from './domain/judge';
import { refusalOf, type RotaRefusal } from './domain/refusal';
import { arrivalOf, type Scene } from './domain/scene';
import type { Companion } from './domain/seat';
import type { PersonRef, ShiftView } from './domain/shift-view';
import type { GatheredShift } from './gathered';
import type { AssignmentFacts } from './rota-facts.queries';
import { RotaFacts } from './rota-facts.service';
import { Scenes } from './scenes.service';

/** One seat that passes from its holder to somebody else. */
export interface Move {
  readonly assignment: AssignmentFacts;
  readonly shift: GatheredShift;
  readonly toPersonId: string;
}

export interface Moved {
  readonly assignmentId: string;
  readonly person: PersonRef;
  readonly shift: ShiftView;
}

/** Seats passing between people: one in a give-away, two in a swap, up to four in a ring. All rules hold for every side at once. */
@Injectable()
export class Exchange {
  constructor(
    private readonly facts: RotaFacts,
    private readonly scenes: Scenes,
    private readonly writer: AssignmentWriter,
    private readonly outbox: Outbox,
  ) {}

  /** The move of a living assignment that has not begun; refuses everything else. */
  async moveOf(
    tx: Tx,
    context: ActContext,
    assignmentId: string,
    toPersonId: string,
  ): Promise<Result<Move, RotaRefusal>> {
    const assignment = await this.facts.assignment(tx, context.scope, assignmentId);
    const shift = assignment && (await this.facts.shift(tx, context.scope, assignment.shiftId));
    if (!assignment || !shift) return refused({ rule: 'not-found', what: 'assignment' });
    if (!isExpected(assignment.state)) {
      return refused({ rule: 'state', state: assignment.state, shift: shift.view });
    }
    if (shift.view.start <= context.now) {
      return refused({ rule: 'started', start: shift.view.start, shift: shift.view });
    }
    return done({ assignment, shift, toPersonId });
  }

  /** Who would be concerned: locked by those who go on to perform the moves. */
  async hold(tx: Tx, moves: readonly Move[]): Promise<void> {
    const people = moves.flatMap((move) => [move.assignment.personId, move.toPersonId]);
    await tx.lockRows('people', [...new Set(people)].sort());
    await tx.lockRows('sessions', [...new Set(moves.map((move) => move.shift.view.sessionId))].sort());
  }

  /** null when every receiver may serve and no trainee is left alone. */
  async obstacle(tx: Tx, context: ActContext, moves: readonly Move[]): Promise<RotaRefusal | null> {
    return obstacleTo(moves, await this.scene(tx, context, moves));
  }

  /** Ends the old assignments and makes the new ones; takes the whole act back when one was no longer there. */
  async perform(tx: Tx, context: ActContext, moves: readonly Move[], people: readonly PersonRef[]): Promise<Moved[]> {
    const ids = await this.writer.create(
      tx,
      context,
      ...moves.map(({ shift, toPersonId }) => ({ shift, personId: toPersonId, source: 'exchange' as const })),
    );
    for (const [i, move] of moves.entries()) {
      const ended = await this.writer.end(tx, context, move.assignment.id, { successor: ids[i] });
      if (!ended) withdraw({ rule: 'request-gone', state: 'withdrawn' } satisfies RotaRefusal);
    }
    return moves.map((move, i) => ({
      assignmentId: ids[i] ?? '',
      person: people.find((person) => person.personId === move.toPersonId) ?? { personId: move.toPersonId, name: '' },
      shift: move.shift.view,
    }));
  }

  /** What `obstacleTo` needs for these moves or for any part of them. */
  scene(tx: Tx, at: Pick<ActContext, 'now' | 'scope'>, moves: readonly Move[]): Promise<Scene> {
    const receivers = moves.map((move) => move.toPersonId);
    return this.scenes.look(
      tx,
      at,
      moves.map((move) => move.shift),
      receivers,
    );
  }

  /** Gives seats that passed between people back to whom they came from, when all of them still are as they were left. */
  async reverse(
    tx: Tx,
    context: ActContext,
    seats: readonly { readonly assignmentId: string; readonly personId: string }[],
  ): Promise<Result<Moved[], RotaRefusal>> {
    const moves: Move[] = [];
    for (const { assignmentId, personId } of seats) {
      const move = await this.moveOf(tx, context, assignmentId, personId);
      if (!move.ok) return move;
      moves.push(move.value);
    }
    await this.hold(tx, moves);
    const obstacle = await this.obstacle(tx, context, moves);
    if (obstacle) return refused(obstacle);
    const moved = await this.perform(tx, context, moves, []);
    const others = moved.filter(({ person }) => person.personId !== context.actorId);
    await this.outbox.owe(
      tx,
      context.now,
      ...others.map(({ assignmentId, person }) =>
        aboutAssignment('given-back', assignmentId, person.personId, context),
      ),
    );
    return done(moved);
  }
}

/** null when every receiver of `moves` may serve and no trainee is left alone, all moves made at once. */
export function obstacleTo(moves: readonly Move[], scene: Scene): RotaRefusal | null {
  for (const move of moves) {
    const refusal = obstacleToMove(move, moves, scene);
    if (refusal) return refusal;
  }
  return moves.map((move) => leftAlone(move, moves, scene)).find((refusal) => refusal !== null) ?? null;
}

/** What keeps the receiver of one of `moves` from the seat while all of them are made. */
export function obstacleToMove(move: Move, moves: readonly Move[], scene: Scene): RotaRefusal | null {
  const others = moves.filter((other) => other !== move && sameSession(other, move));
  const violations = scene.verdict(move.toPersonId, move.shift.seat, {
    without: moves.map((each) => each.assignment.id),
    beside: arrivals(others, scene),
  });
  const person = scene.people.get(move.toPersonId);
  if (!person || !violations) return { rule: 'not-found', what: 'person' };
  return refusalOf(violations, { personId: person.id, name: person.name }, move.shift.view, false);
}

const sameSession = (a: Move, b: Move): boolean => a.shift.view.sessionId === b.shift.view.sessionId;

function arrivals(moves: readonly Move[], { people }: Scene): Companion[] {
  return moves.flatMap(({ shift, toPersonId }) => {
    const volunteer = people.get(toPersonId);
    return volunteer ? [arrivalOf(shift.seat, volunteer)] : [];
  });
}

function leftAlone(move: Move, moves: readonly Move[], scene: Scene): RotaRefusal | null {
  const together = moves.filter((other) => sameSession(other, move));
  const alone = traineeComesToBeAlone(
    scene.companionsOf(move.shift.view.sessionId),
    together.map((other) => other.assignment.id),
    arrivals(together, scene),
  );
  return alone ? { rule: 'trainee-left-alone', shift: move.shift.view, overridable: false } : null;
}

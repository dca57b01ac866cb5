import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { HOUR } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { withdraw } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Outbox } from '../messaging/outbox.service';
import type { Volunteer } from '../volunteers/domain/volunteer';
import { aboutAssignment, coveredBy } from './assignment-messages';
import { AssignmentWriter } from './assignment-writer.service';
import type { AssignmentSource } from './domain/assignment-source';
import { traineeComesToBeAlone } from './domain/judge';
import { arrivalOf } from './domain/scene';
import { refusalOf, type Override, type RotaRefusal } from './domain/refusal';
import type { PersonRef, ShiftView } from './domain/shift-view';
import type { Violation } from './domain/violation';
import type { GatheredShift, SessionSeat } from './gathered';
import { RotaFacts } from './rota-facts.service';
import { askingFor } from './seat.queries';
import { Scenes } from './scenes.service';
import { ShiftWriter } from './shift-writer.service';
import { SwapRequests } from './swap-requests.service';

export interface SeatWish {
  readonly shiftId: string;
  readonly personId: string;
  /** Written into the audit log. */
  readonly act: 'claim' | 'assign' | 'undo-drop';
  readonly source: AssignmentSource;
  /** She claims for herself, within the claim window. */
  readonly claiming: boolean;
  readonly override?: Override;
}

/** `covered`: the seat was somebody's who had offered it and is free of it now. */
export interface SeatTaken {
  readonly kind: 'claimed' | 'covered';
  readonly assignmentId: string;
  readonly person: PersonRef;
  readonly shift: ShiftView;
  readonly coveredFor: PersonRef | null;
}

/** The one way into a seat: gathers, asks the rules, takes a free or an offered seat, and owes what must be told. */
@Injectable()
export class TakeSeat {
  constructor(
    private readonly facts: RotaFacts,
    private readonly scenes: Scenes,
    private readonly writer: AssignmentWriter,
    private readonly shifts: ShiftWriter,
    private readonly requests: SwapRequests,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  async take(tx: Tx, context: ActContext, wish: SeatWish, attempt = 1): Promise<Result<SeatTaken, RotaRefusal>> {
    const shift = await this.facts.shift(tx, context.scope, wish.shiftId);
    if (!shift) return refused({ rule: 'not-found', what: 'shift' });
    const full = shift.view.taken >= shift.view.seatsMax;
    const offered = full ? await this.offeredSeat(tx, context, wish, shift) : done(null);
    if (!offered.ok) return offered;
    return this.takeFound(tx, context, wish, shift, offered.value, attempt);
  }

  private async takeFound(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    offered: SessionSeat | null,
    attempt: number,
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    await tx.lockRows('people', offered ? [wish.personId, offered.personId].sort() : [wish.personId]);
    const judged = await this.judge(tx, context, wish, shift, offered);
    if (!judged.ok) return judged;
    return offered
      ? this.cover(tx, context, wish, shift, judged.value, offered)
      : this.claim(tx, context, wish, shift, judged.value, attempt);
  }

  /**
   * The seat of a full shift that has been offered longest. When hundreds want the last place, all but one are refused
   * here: one statement, no lock, no duties looked up.
   */
  private async offeredSeat(
    tx: Tx,
    { scope, now }: ActContext,
    { personId }: SeatWish,
    shift: GatheredShift,
  ): Promise<Result<SessionSeat, RotaRefusal>> {
    const { shiftId, sessionId, end, cancelled } = shift.view;
    const asked = await askingFor(tx, scope.orgId, shiftId, personId);
    if (!asked) return refused({ rule: 'not-found', what: 'person' });
    const seats = asked.offered > 0 && asked.hers === 0 ? await this.facts.seats(tx, [shift]) : null;
    const seat = seats?.get(sessionId)?.find((one) => one.shiftId === shiftId && one.state === 'offered');
    if (seat) return done(seat);
    const over = cancelled ? 'cancelled' : end <= now ? 'past' : null;
    const rule = over ?? (asked.hers > 0 ? 'already-yours' : 'full');
    return refused(plainRefusal(rule, { personId, name: asked.name }, shift));
  }

  private async judge(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    offered: SessionSeat | null,
  ): Promise<Result<JudgedSeat, RotaRefusal>> {
    const bare = await this.scenes.look(tx, context, [shift], [wish.personId], []);
    const volunteer = bare.people.get(wish.personId);
    if (!volunteer) return refused({ rule: 'not-found', what: 'person' });
    const scene = offered || volunteer.trainee ? bare.with(await this.companions(tx, shift)) : bare;
    const without = offered ? [offered.assignmentId] : [];
    const violations = scene.verdict(volunteer.id, shift.seat, { without, claiming: wish.claiming }) ?? [];
    const overriding = wish.override !== undefined && isCoordinator(context);
    const refusal = refusalOf(violations, refOf(volunteer), shift.view, overriding);
    if (refusal) return refused(refusal);
    const companions = scene.companionsOf(shift.view.sessionId);
    const alone = offered && traineeComesToBeAlone(companions, without, [arrivalOf(shift.seat, volunteer)]);
    if (alone && !overriding) return refused({ rule: 'trainee-left-alone', shift: shift.view, overridable: true });
    return done({ volunteer, violations });
  }

  /** Who else serves matters for trainees and covers only; the session is held still while it is looked at. */
  private async companions(tx: Tx, shift: GatheredShift): Promise<ReadonlyMap<string, readonly SessionSeat[]>> {
    await tx.lockRows('sessions', [shift.view.sessionId]);
    return this.facts.seats(tx, [shift]);
  }

  private async claim(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    judged: JudgedSeat,
    attempt: number,
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    const person = refOf(judged.volunteer);
    if (!(await this.shifts.takeSeat(tx, shift.view))) {
      // Somebody was faster, or the session was moved or cancelled this moment: nothing is written yet, so look again.
      if (attempt < LOOKS) return this.take(tx, context, wish, attempt + 1);
      return refused(plainRefusal('full', person, shift));
    }
    const [assignmentId = ''] = await this.writer.create(tx, context, {
      shift,
      personId: wish.personId,
      source: wish.source,
    });
    const view = { ...shift.view, taken: shift.view.taken + 1 };
    await this.record(tx, context, wish, judged.violations, assignmentId, null);
    return done({ kind: 'claimed', assignmentId, person, shift: view, coveredFor: null });
  }

  private async cover(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    judged: JudgedSeat,
    offered: SessionSeat,
  ): Promise<Result<SeatTaken, RotaRefusal>> {
    const person = refOf(judged.volunteer);
    const [assignmentId = ''] = await this.writer.create(tx, context, {
      shift,
      personId: wish.personId,
      source: wish.source === 'claim' ? 'cover' : wish.source,
    });
    await this.requests.acceptOffer(tx, offered.assignmentId, context.now);
    const ending = { successor: assignmentId, states: ['offered' as const] };
    if (!(await this.writer.end(tx, context, offered.assignmentId, ending))) {
      withdraw(plainRefusal('full', person, shift));
    }
    await this.outbox.owe(
      tx,
      context.now,
      coveredBy(
        wish.personId,
        offered.assignmentId,
        offered.personId,
        context,
        Math.max(context.now, shift.view.start - ON_HER_WAY),
      ),
    );
    await this.record(tx, context, wish, judged.violations, assignmentId, offered.assignmentId);
    const coveredFor = { personId: offered.personId, name: offered.name };
    return done({ kind: 'covered', assignmentId, person, shift: shift.view, coveredFor });
  }

  private async record(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    overridden: readonly Violation[],
    assignmentId: string,
    covered: string | null,
  ): Promise<void> {
    const forOther = wish.personId !== context.actorId;
    const override =
      overridden.length > 0
        ? { override: { reason: wish.override?.reason, rules: overridden.map((v) => v.rule) } }
        : {};
    if (wish.act !== 'undo-drop') {
      await this.audit.write(tx, context, {
        act: wish.act,
        subjectType: 'assignment',
        subjectId: assignmentId,
        onBehalfOf: forOther ? wish.personId : undefined,
        detail: { shiftId: wish.shiftId, ...(covered ? { covered } : {}), ...override },
        undo: { assignmentId, covered },
      });
    }
    if (forOther)
      await this.outbox.owe(tx, context.now, aboutAssignment('assigned', assignmentId, wish.personId, context));
  }
}

interface JudgedSeat {
  readonly volunteer: Volunteer;
  /** The soft rules that an override goes beyond. */
  readonly violations: readonly Violation[];
}

const LOOKS = 3;
/** She hears that she need not come before she sets out, whatever the hour. */
const ON_HER_WAY = HOUR;

type PlainRule = 'cancelled' | 'past' | 'already-yours' | 'full';

function plainRefusal(rule: PlainRule, person: PersonRef, { view }: GatheredShift): RotaRefusal {
  return { rule, violations: [{ rule }], overridable: false, person, shift: view };
}

const refOf = (volunteer: Volunteer): PersonRef => ({ personId: volunteer.id, name: volunteer.name });

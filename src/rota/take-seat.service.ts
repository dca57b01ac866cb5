import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { withdraw } from '../organisations/acts.service';
import { AuditLog } from '../organisations/audit-log.service';
import { isCoordinator, type ActContext } from '../organisations/domain/act-context';
import { Outbox } from '../messaging/outbox.service';
import { VolunteersService } from '../volunteers/volunteers.service';
import type { Volunteer } from '../volunteers/domain/volunteer';
import { aboutAssignment, AssignmentWriter, type AssignmentSource } from './assignment-writer.service';
import { dutyWindow } from './domain/duty-window';
import { judge, traineeComesToBeAlone } from './domain/judge';
import { refusalOf, type Override, type RotaRefusal } from './domain/refusal';
import type { PersonRef, ShiftView } from './domain/shift-view';
import { isHard, type Violation } from './domain/violation';
import { arrivalOf, RotaFacts, type GatheredShift, type SessionSeat } from './rota-facts.service';

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
    private readonly volunteers: VolunteersService,
    private readonly writer: AssignmentWriter,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  async take(tx: Tx, context: ActContext, wish: SeatWish, attempt = 1): Promise<Result<SeatTaken, RotaRefusal>> {
    const shift = await this.facts.shift(tx, context.scope, wish.shiftId);
    if (!shift) return refused({ rule: 'not-found', what: 'shift' });
    const free = await this.freeSeat(tx, shift, wish.personId);
    if (free.kind === 'full') return this.refuseFull(tx, context, wish, shift, free.seats);
    const offered = free.kind === 'offered' ? free.seat : null;
    await tx.lockRows('people', offered ? [wish.personId, offered.personId].sort() : [wish.personId]);
    const judged = await this.judge(tx, context, wish, shift, offered);
    if (!judged.ok) return judged;
    return offered
      ? this.cover(tx, context, wish, shift, judged.value, offered)
      : this.claim(tx, context, wish, shift, judged.value, attempt);
  }

  private async freeSeat(tx: Tx, shift: GatheredShift, personId: string): Promise<FreeSeat> {
    if (shift.view.taken < shift.view.seatsMax) return { kind: 'free' };
    const seats = await this.seatsOf(tx, shift);
    const own = seats.filter((seat) => seat.shiftId === shift.view.shiftId);
    const longestOffered = own.find((seat) => seat.state === 'offered');
    const alreadyHers = own.some((seat) => seat.personId === personId);
    return longestOffered && !alreadyHers ? { kind: 'offered', seat: longestOffered } : { kind: 'full', seats };
  }

  /** When hundreds want the last place, all but one end here: no lock, no duties looked up. */
  private async refuseFull(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    seats: readonly SessionSeat[],
  ): Promise<Result<never, RotaRefusal>> {
    const { scope, now } = context;
    const volunteer = (await this.volunteers.facts(tx, scope, [wish.personId], now)).get(wish.personId);
    if (!volunteer) return refused({ rule: 'not-found', what: 'person' });
    const seat = { ...shift.seat, companions: seats };
    const hard = judge({ volunteer, duties: [], seat, now, zone: scope.zone }).filter(isHard);
    const refusal = refusalOf(hard, refOf(volunteer), shift.view, false);
    if (!refusal) throw new Error('a full shift was judged free');
    return refused(refusal);
  }

  private async judge(
    tx: Tx,
    context: ActContext,
    wish: SeatWish,
    shift: GatheredShift,
    offered: SessionSeat | null,
  ): Promise<Result<JudgedSeat, RotaRefusal>> {
    const { scope, now } = context;
    const volunteer = (await this.volunteers.facts(tx, scope, [wish.personId], now)).get(wish.personId);
    if (!volunteer) return refused({ rule: 'not-found', what: 'person' });
    const companions = await this.companions(tx, shift, volunteer, offered);
    const window = dutyWindow(shift.view.start, shift.view.start, scope.zone);
    const duties = (await this.facts.duties(tx, [wish.personId], window, now, [shift])).get(wish.personId) ?? [];
    const without = offered ? [offered.assignmentId] : [];
    const seat = { ...shift.seat, companions };
    const violations = judge({ volunteer, duties, seat, now, zone: scope.zone, without, claiming: wish.claiming });
    const overriding = wish.override !== undefined && isCoordinator(context);
    const refusal = refusalOf(violations, refOf(volunteer), shift.view, overriding);
    if (refusal) return refused(refusal);
    const alone = offered && traineeComesToBeAlone(companions, [offered.assignmentId], [arrivalOf(shift, volunteer)]);
    if (alone && !overriding) return refused({ rule: 'trainee-left-alone', shift: shift.view, overridable: true });
    return done({ volunteer, violations });
  }

  /** Who else serves matters for trainees and covers only; the session is held still while it is looked at. */
  private async companions(
    tx: Tx,
    shift: GatheredShift,
    volunteer: Volunteer,
    offered: SessionSeat | null,
  ): Promise<readonly SessionSeat[]> {
    if (!offered && !(volunteer.trainee && shift.seat.trainee === 'not-alone')) return [];
    await tx.lockRows('sessions', [shift.view.sessionId]);
    return this.seatsOf(tx, shift);
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
    if (!(await this.writer.takeSeat(tx, shift.view))) {
      // Somebody was faster, or the session was moved or cancelled this moment: nothing is written yet, so look again.
      if (attempt < LOOKS) return this.take(tx, context, wish, attempt + 1);
      return refused(fullRefusal(person, shift));
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
    await tx.run(
      "UPDATE swap_requests SET state = 'accepted', answered_ms = ? WHERE assignment_id = ? AND kind = 'offer' AND state = 'open'",
      [context.now, offered.assignmentId],
    );
    if (!(await this.writer.end(tx, context, offered.assignmentId, assignmentId, ['offered']))) {
      withdraw(fullRefusal(person, shift));
    }
    await this.outbox.owe(
      tx,
      context.now,
      aboutAssignment('covered', offered.assignmentId, offered.personId, context, {
        facts: { byPersonId: wish.personId },
      }),
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

  private async seatsOf(tx: Tx, shift: GatheredShift): Promise<SessionSeat[]> {
    return (await this.facts.seats(tx, [shift])).get(shift.view.sessionId) ?? [];
  }
}

interface JudgedSeat {
  readonly volunteer: Volunteer;
  /** The soft rules that an override goes beyond. */
  readonly violations: readonly Violation[];
}

const LOOKS = 3;

function fullRefusal(person: PersonRef, { view }: GatheredShift): RotaRefusal {
  return { rule: 'full', violations: [{ rule: 'full' }], overridable: false, person, shift: view };
}

const refOf = (volunteer: Volunteer): PersonRef => ({ personId: volunteer.id, name: volunteer.name });

type FreeSeat =
  | { readonly kind: 'free' }
  | { readonly kind: 'offered'; readonly seat: SessionSeat }
  | { readonly kind: 'full'; readonly seats: readonly SessionSeat[] };

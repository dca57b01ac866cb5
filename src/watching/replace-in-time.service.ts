import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { HOUR, MINUTE, type Instant } from '../kernel/clock';
import { quietHoursOf } from '../messaging/quiet-hours.service';
import { Outbox } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { OfferShift } from '../rota/offer-shift.service';
import { RotaFacts, type GatheredShift } from '../rota/rota-facts.service';
import type { Looked } from '../rota/shift-watch.service';
import { AskInWaves } from './ask-in-waves.service';
import { CloseVacancy } from './close-vacancy.service';
import { Coordinators } from './coordinators.service';
import { HandoverLadder } from './handover-ladder.service';
import { isNeeded, needOf, type Need } from './domain/need';
import { stepsOf, type Steps } from '../asks/domain/steps';
import { VacanciesRepository, type Vacancy } from './vacancies.repository';
import { seatsOnShift } from './watched.queries';

/** One look at one shift: whatever confirm-or-replace asks for at this instant is done, once. */
@Injectable()
export class ReplaceInTime {
  constructor(
    private readonly facts: RotaFacts,
    private readonly offers: OfferShift,
    private readonly waves: AskInWaves,
    private readonly closing: CloseVacancy,
    private readonly vacancies: VacanciesRepository,
    private readonly coordinators: Coordinators,
    private readonly ladder: HandoverLadder,
    private readonly outbox: Outbox,
  ) {}

  async look(tx: Tx, context: ActContext, shift: GatheredShift): Promise<Looked> {
    const { view, specification } = shift;
    const { now, scope } = context;
    const quiet = await quietHoursOf(tx, scope.orgId);
    const steps = stepsOf(view.start, specification.reminders, scope.zone, quiet);
    const vacancy = await this.vacancies.openOf(tx, view.shiftId);
    if (view.cancelled || now >= view.start || now < steps.offer) {
      if (vacancy) await this.closing.close(tx, context, vacancy, view, 'closed');
      if (view.cancelled) return { begun: false, next: null };
      if (now < steps.offer) return { begun: false, next: steps.offer };
      return { begun: true, next: await this.ladder.look(tx, context, shift) };
    }
    const seats = await seatsOnShift(tx, view.shiftId);
    const need = needOf(view.seatsMin, seats, steps.askAgain);
    const start = specification.handover === null ? null : view.start;
    if (!isNeeded(need)) {
      if (vacancy) await this.closing.close(tx, context, vacancy, view, 'kept');
      return { begun: true, next: start };
    }
    const after = await this.pursue(tx, context, shift, steps, need, vacancy);
    const next = [after.nextWaveMs, start ?? view.start, ...ahead(after, shift, steps)].filter((at) => at !== null);
    return { begun: true, next: Math.min(...next) };
  }

  private async pursue(
    tx: Tx,
    context: ActContext,
    shift: GatheredShift,
    steps: Steps,
    need: Need,
    known: Vacancy | null,
  ): Promise<Vacancy> {
    const { now } = context;
    let vacancy = known ?? (await this.vacancies.open(tx, context.scope.orgId, shift.view.shiftId, now));
    vacancy = await this.offerSilent(tx, context, shift, need, vacancy);
    if (vacancy.nextWaveMs !== null && vacancy.nextWaveMs <= now) {
      vacancy = await this.waves.ask(tx, context, vacancy, shift, [...need.silent, ...need.offered]);
    }
    if (vacancy.alarmedMs === null && now >= steps.alarm) {
      await this.alarm(tx, context, shift, 'still-open');
      vacancy = { ...vacancy, alarmedMs: now };
    }
    const emptyAt = emptyAlarm(shift);
    if (need.empty > 0 && vacancy.emptiedMs === null && emptyAt !== null && now >= emptyAt) {
      await this.alarm(tx, context, shift, 'nobody-there');
      vacancy = { ...vacancy, emptiedMs: now };
    }
    await this.vacancies.save(tx, vacancy);
    return vacancy;
  }

  /** Who has not said that she will come keeps her seat until somebody takes it, or she says so after all. */
  private async offerSilent(
    tx: Tx,
    context: ActContext,
    shift: GatheredShift,
    { silent }: Need,
    vacancy: Vacancy,
  ): Promise<Vacancy> {
    const offered: string[] = [];
    for (const { assignmentId, personId } of silent) {
      const assignment = await this.facts.assignment(tx, context.scope, assignmentId);
      if (!assignment) continue;
      await this.offers.put(tx, context, { assignment, shift, onBehalfOf: personId });
      offered.push(assignmentId);
    }
    return { ...vacancy, offered: [...vacancy.offered, ...offered] };
  }

  /** One message an instant to each coordinator; it names all that is open when it leaves. */
  private async alarm(
    tx: Tx,
    { scope, now }: ActContext,
    { view }: GatheredShift,
    kind: 'still-open' | 'nobody-there',
  ): Promise<void> {
    const people = await this.coordinators.of(tx, scope);
    await this.outbox.owe(
      tx,
      now,
      ...people.map((personId) => ({
        orgId: scope.orgId,
        personId,
        dedupeKey: `${kind}.${String(now)}.${personId}`,
        kind,
        class: kind === 'nobody-there' ? ('urgent' as const) : ('normal' as const),
        content: { facts: { atMs: now } },
        dueMs: now,
        notAfterMs: Math.max(view.start, now + HOUR),
      })),
    );
  }
}

/** A seat of the hotline that nobody has is alarmed about this early, whatever the hour; null elsewhere. */
function emptyAlarm({ view, specification: { handover } }: GatheredShift): Instant | null {
  return handover === null ? null : view.start - handover.emptyMinutes * MINUTE;
}

const ahead = (vacancy: Vacancy, shift: GatheredShift, steps: Steps): (Instant | null)[] => [
  vacancy.alarmedMs === null ? steps.alarm : null,
  vacancy.emptiedMs === null && shift.view.taken < shift.view.seatsMin ? emptyAlarm(shift) : null,
];

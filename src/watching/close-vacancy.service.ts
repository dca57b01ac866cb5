import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { HOUR } from '../kernel/clock';
import type { Message } from '../messaging/domain/message-kinds';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { AssignmentWriter } from '../rota/assignment-writer.service';
import type { ShiftView } from '../rota/domain/shift-view';
import { Coordinators } from './coordinators.service';
import type { VacancyEnd } from './domain/vacancy-end';
import { VacanciesRepository, type Vacancy } from './vacancies.repository';
import { reachedBy, seatsInSession } from './watched.queries';

/** Ends a search: who was asked hears that it is settled, everyone concerned hears who has the seat. */
@Injectable()
export class CloseVacancy {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly writer: AssignmentWriter,
    private readonly coordinators: Coordinators,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** `kept` turns into `filled` when somebody took a seat meanwhile. */
  async close(tx: Tx, context: ActContext, vacancy: Vacancy, shift: ShiftView, end: VacancyEnd): Promise<void> {
    const seats = await seatsInSession(tx, shift.sessionId);
    const takers = seats
      .filter((seat) => seat.shiftId === shift.shiftId && seat.createdMs >= vacancy.openedMs)
      .map((seat) => seat.personId);
    const how: VacancyEnd = end === 'kept' && takers.length > 0 ? 'filled' : end;
    await this.vacancies.close(tx, vacancy.id, how, context.now);
    for (const taker of takers) await this.vacancies.answer(tx, vacancy.id, taker, 'took', context.now);
    const ahead = context.now < shift.start;
    if (end === 'closed' && ahead) await this.takeBackOffers(tx, context, vacancy);
    await this.outbox.suppress(tx, vacancy.id, 'the search is over');
    if (ahead) await this.tellAsked(tx, context, vacancy, shift, how, takers);
    if (how !== 'closed') {
      const colleagues = how === 'filled' ? seats.map((seat) => seat.personId) : [];
      await this.tellConcerned(tx, context, vacancy, shift, colleagues, takers);
    }
    await this.audit.write(tx, context, {
      act: 'end-search',
      subjectType: 'shift',
      subjectId: shift.shiftId,
      detail: { end: how, takers, waves: vacancy.wave },
    });
  }

  /** A shift that moved is its holder's as before; she is asked anew in time. */
  private async takeBackOffers(tx: Tx, context: ActContext, { offered }: Vacancy): Promise<void> {
    for (const assignmentId of offered) {
      await this.writer.move(tx, context, assignmentId, ['offered'], 'held');
    }
  }

  /** Those to whom the question has gone out and who are still thinking about it. */
  private async tellAsked(
    tx: Tx,
    context: ActContext,
    vacancy: Vacancy,
    shift: ShiftView,
    end: VacancyEnd,
    takers: readonly string[],
  ): Promise<void> {
    const reached = await reachedBy(tx, vacancy.id, 'cover-asked');
    const sent = new Set(reached.map((row) => row.personId));
    const thinking = (await this.vacancies.asks(tx, vacancy.id)).filter(
      (ask) => ask.answer === null && sent.has(ask.personId) && !takers.includes(ask.personId),
    );
    const news = { kind: 'cover-settled', content: { facts: { shiftId: shift.shiftId, end } } } as const;
    const messages = thinking.map(({ personId }) => about(news, vacancy, personId, context, shift, 'bulk'));
    await this.outbox.owe(tx, context.now, ...messages);
  }

  /** Colleagues of the session and the coordinators; the one who is replaced hears it with the act itself. */
  private async tellConcerned(
    tx: Tx,
    context: ActContext,
    vacancy: Vacancy,
    shift: ShiftView,
    colleagues: readonly string[],
    takers: readonly string[],
  ): Promise<void> {
    const alarmed = vacancy.alarmedMs !== null || vacancy.emptiedMs !== null;
    const coordinators = takers.length > 0 || alarmed ? await this.coordinators.of(tx, context.scope) : [];
    const told = new Set([...colleagues, ...coordinators].filter((id) => !takers.includes(id)));
    const urgent = (id: string): boolean => vacancy.emptiedMs !== null && coordinators.includes(id);
    const news = { kind: 'seat-settled', content: { facts: { shiftId: shift.shiftId, personIds: takers } } } as const;
    const messages = [...told].map((id) => about(news, vacancy, id, context, shift, urgent(id) ? 'urgent' : 'bulk'));
    await this.outbox.owe(tx, context.now, ...messages);
  }
}

function about(
  news: Message,
  vacancy: Vacancy,
  personId: string,
  { scope, now }: ActContext,
  { start }: ShiftView,
  messageClass: OwedMessage['class'],
): OwedMessage {
  return {
    orgId: scope.orgId,
    personId,
    dedupeKey: `${news.kind}.${vacancy.id}.${personId}`,
    ...news,
    class: messageClass,
    dueMs: now,
    notAfterMs: Math.max(start, now + HOUR),
  };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { Outbox } from '../messaging/outbox.service';
import type { ActContext } from '../acts/domain/act-context';
import { traineesAlone } from '../rota/domain/judge';
import { RotaFacts, type GatheredShift } from '../rota/rota-facts.service';
import { TOLERANCE } from '../rota/domain/serving';
import { Coordinators } from './coordinators.service';
import { lastDeparture } from './watched.queries';

/**
 * A trainee whose company does not come, has gone or was taken from her is never left without a word: the coordinators
 * hear of her as soon as the time of being replaced has begun, once for each departure, until somebody is with her.
 */
@Injectable()
export class WatchCompany {
  constructor(
    private readonly facts: RotaFacts,
    private readonly coordinators: Coordinators,
    private readonly outbox: Outbox,
  ) {}

  async look(tx: Tx, { scope, now }: ActContext, shift: GatheredShift): Promise<void> {
    const { shiftId, sessionId, start, end, cancelled } = shift.view;
    if (cancelled || end - TOLERANCE <= now) return;
    const seats = (await this.facts.seats(tx, [shift])).get(sessionId) ?? [];
    const personIds = traineesAlone(seats).flatMap((seat) => (seat.shiftId === shiftId ? [seat.personId] : []));
    if (personIds.length === 0) {
      await this.outbox.suppress(tx, shiftId, 'the search is over', { kinds: ['trainee-alone'] });
      return;
    }
    const since = await lastDeparture(tx, sessionId);
    const told = await this.coordinators.of(tx, scope);
    const messages = told.map((personId) => ({
      orgId: scope.orgId,
      personId,
      dedupeKey: `trainee-alone.${shiftId}.${String(since)}.${personId}`,
      kind: 'trainee-alone' as const,
      // Once she sits there it cannot wait for the morning.
      class: now < start ? ('normal' as const) : ('urgent' as const),
      subjectId: shiftId,
      content: { facts: { shiftId, personIds } },
      dueMs: now,
      notAfterMs: end,
    }));
    await this.outbox.owe(tx, now, ...messages);
  }
}

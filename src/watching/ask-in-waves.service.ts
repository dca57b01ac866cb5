import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { DAY, MINUTE, type Instant } from '../kernel/clock';
import { quietUntil } from '../messaging/domain/quiet-hours';
import { quietHoursOf } from '../messaging/quiet-hours.service';
import { Outbox } from '../messaging/outbox.service';
import { readPreferences } from '../organisations/domain/preferences';
import { settingsOfPeople } from '../organisations/people.queries';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { Candidates } from '../rota/candidates.service';
import type { Candidate } from '../rota/domain/shift-view';
import type { GatheredShift } from '../rota/rota-facts.service';
import type { WatchedSeat } from './domain/need';
import { nextWave, type Substitute } from './domain/waves';
import { askedForShift, askedOfLate } from './search.queries';
import { VacanciesRepository, type Vacancy } from './vacancies.repository';

/** How far back it counts how often somebody was asked. */
const OF_LATE = 30 * DAY;

/** Asks the next wave of people to step in; the choice itself is `nextWave`. */
@Injectable()
export class AskInWaves {
  constructor(
    private readonly candidates: Candidates,
    private readonly vacancies: VacanciesRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** The vacancy as it stands afterwards; its next wave is planned while there is anybody left to ask. */
  async ask(
    tx: Tx,
    context: ActContext,
    vacancy: Vacancy,
    shift: GatheredShift,
    leaving: readonly WatchedSeat[],
  ): Promise<Vacancy> {
    const { now, scope } = context;
    const policy = shift.specification.reminders;
    const without = leaving.map((seat) => seat.assignmentId);
    const judged = await this.candidates.judged(tx, scope, shift, now, without);
    const people = await this.substitutes(tx, context, vacancy, judged, leaving);
    const chosen = nextWave(people, policy.waveSize, policy.asksPerDay);
    const wave = vacancy.wave + (chosen.length > 0 ? 1 : 0);
    const again = wave < policy.mostWaves && people.some((one) => one.fits && !one.askedForThis);
    const asked = { ...vacancy, wave, nextWaveMs: again ? now + policy.waveMinutes * MINUTE : null };
    if (chosen.length === 0) return asked;
    await this.vacancies.ask(tx, asked, chosen, now);
    await this.outbox.owe(
      tx,
      now,
      ...chosen.map(({ personId }) => ({
        orgId: scope.orgId,
        personId,
        dedupeKey: `cover-asked.${vacancy.id}.${personId}`,
        kind: 'cover-asked' as const,
        class: 'normal' as const,
        subjectId: vacancy.id,
        content: { facts: { shiftId: vacancy.shiftId } },
        dueMs: now,
        notAfterMs: shift.view.start,
      })),
    );
    await this.audit.write(tx, context, {
      act: 'ask-wave',
      subjectType: 'shift',
      subjectId: vacancy.shiftId,
      detail: { wave: asked.wave, asked: chosen.map(({ personId, reason }) => ({ personId, ...reason })) },
    });
    return asked;
  }

  private async substitutes(
    tx: Tx,
    { now, scope }: ActContext,
    vacancy: Vacancy,
    judged: readonly Candidate[],
    leaving: readonly WatchedSeat[],
  ): Promise<Substitute[]> {
    const ids = judged.map((one) => one.personId);
    if (ids.length === 0) return [];
    const reachable = await settingsOfPeople(tx, ids);
    const asked = await askedOfLate(tx, ids, { today: now - DAY, ofLate: now - OF_LATE });
    const forThis = await askedForShift(tx, vacancy);
    const night = quietUntil(now, scope.zone, await quietHoursOf(tx, scope.orgId)) !== null;
    const barred = new Set([...forThis, ...leaving].map((one) => one.personId));
    return judged.map((one) => {
      const person = reachable.find((row) => row.id === one.personId);
      const before = asked.find((row) => row.personId === one.personId);
      return {
        personId: one.personId,
        key: person?.slug ?? one.personId,
        name: one.name,
        fits: one.violations.length === 0,
        quiet: isQuiet(person?.preferences, night, now),
        askedForThis: barred.has(one.personId),
        askedToday: before?.today ?? 0,
        askedOfLate: before?.ofLate ?? 0,
        lastAskedMs: before?.lastMs ?? null,
        named: one.named,
        load: one.load,
      };
    });
  }
}

/** At night she is asked only when she allowed it; never while she wants quiet. */
function isQuiet(preferences: string | undefined, night: boolean, now: Instant): boolean {
  const { quietUntilMs = 0, nightAsks = false } = readPreferences(preferences);
  return quietUntilMs > now || (night && !nightAsks);
}

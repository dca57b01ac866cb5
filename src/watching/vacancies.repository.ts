import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { AskReason } from './domain/waves';

export interface Vacancy {
  readonly id: string;
  readonly orgId: string;
  readonly shiftId: string;
  /** Assignments whose holders had not said that they would come, put on offer by the service. */
  readonly offered: readonly string[];
  readonly openedMs: Instant;
  readonly wave: number;
  readonly nextWaveMs: Instant | null;
  readonly alarmedMs: Instant | null;
  readonly emptiedMs: Instant | null;
}

export interface Ask {
  readonly personId: string;
  readonly wave: number;
  readonly answer: 'declined' | 'took' | null;
}

/** How the search ended: somebody else has the seat, its holder comes after all, or it is over without. */
export type VacancyEnd = 'filled' | 'kept' | 'closed';

const COLUMNS = 'id, org_id, shift_id, offered, opened_ms, wave, next_wave_ms, alarmed_ms, emptied_ms';

@Injectable()
export class VacanciesRepository {
  async openOf(tx: Tx, shiftId: string): Promise<Vacancy | null> {
    const row = await tx.one<Omit<Vacancy, 'offered'> & { offered: string }>(
      `SELECT ${COLUMNS} FROM vacancies WHERE shift_id = ? AND state = 'open'`,
      [shiftId],
    );
    return row && { ...row, offered: JSON.parse(row.offered) as string[] };
  }

  async open(tx: Tx, orgId: string, shiftId: string, now: Instant): Promise<Vacancy> {
    const id = newId(now);
    const row = { id, org_id: orgId, shift_id: shiftId, state: 'open', offered: '[]', opened_ms: now, wave: 0 };
    const times = { next_wave_ms: now, alarmed_ms: null, emptied_ms: null, closed_ms: null };
    await tx.insert('vacancies', { ...row, ...times });
    return {
      id,
      orgId,
      shiftId,
      offered: [],
      openedMs: now,
      wave: 0,
      nextWaveMs: now,
      alarmedMs: null,
      emptiedMs: null,
    };
  }

  async save(tx: Tx, { id, offered, wave, nextWaveMs, alarmedMs, emptiedMs }: Vacancy): Promise<void> {
    await tx.run(
      'UPDATE vacancies SET offered = ?, wave = ?, next_wave_ms = ?, alarmed_ms = ?, emptied_ms = ? WHERE id = ?',
      [JSON.stringify(offered), wave, nextWaveMs, alarmedMs, emptiedMs, id],
    );
  }

  async close(tx: Tx, id: string, end: VacancyEnd, now: Instant): Promise<void> {
    await tx.run("UPDATE vacancies SET state = ?, closed_ms = ? WHERE id = ? AND state = 'open'", [end, now, id]);
  }

  async ask(
    tx: Tx,
    vacancy: Vacancy,
    asked: readonly { personId: string; reason: AskReason }[],
    now: Instant,
  ): Promise<void> {
    await tx.insert(
      'vacancy_asks',
      asked.map(({ personId, reason }) => ({
        id: newId(now),
        org_id: vacancy.orgId,
        vacancy_id: vacancy.id,
        shift_id: vacancy.shiftId,
        person_id: personId,
        wave: vacancy.wave,
        reason: JSON.stringify(reason),
        asked_ms: now,
        answer: null,
        answered_ms: null,
      })),
    );
  }

  async asks(tx: Tx, vacancyId: string): Promise<Ask[]> {
    return tx.all<Ask>('SELECT person_id, wave, answer FROM vacancy_asks WHERE vacancy_id = ? ORDER BY wave, id', [
      vacancyId,
    ]);
  }

  async answer(
    tx: Tx,
    vacancyId: string,
    personId: string,
    answer: 'declined' | 'took',
    now: Instant,
  ): Promise<boolean> {
    const answered = await tx.run(
      'UPDATE vacancy_asks SET answer = ?, answered_ms = ? WHERE vacancy_id = ? AND person_id = ? AND answer IS NULL',
      [answer, now, vacancyId, personId],
    );
    return answered > 0;
  }
}

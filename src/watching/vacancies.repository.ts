import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { VacancyEnd } from './domain/vacancy-end';
import type { AskReason } from './domain/waves';
import { VacancyRow } from './vacancy.row';
import { VacancyAskRow } from './vacancy-ask.row';

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

@Injectable()
export class VacanciesRepository {
  async openOf(tx: Tx, shiftId: string): Promise<Vacancy | null> {
    const row = await tx.findOne(VacancyRow, { shiftId, state: 'open' });
    return row && { ...row, offered: JSON.parse(row.offered) as string[] };
  }

  async open(tx: Tx, orgId: string, shiftId: string, now: Instant): Promise<Vacancy> {
    const times = { openedMs: now, nextWaveMs: now, alarmedMs: null, emptiedMs: null };
    const vacancy = { id: newId(now), orgId, shiftId, wave: 0, ...times };
    await tx.insert(VacancyRow, { ...vacancy, state: 'open', offered: '[]' });
    return { ...vacancy, offered: [] };
  }

  async save(tx: Tx, { id, offered, wave, nextWaveMs, alarmedMs, emptiedMs }: Vacancy): Promise<void> {
    await tx.update(VacancyRow, { id }, { offered: JSON.stringify(offered), wave, nextWaveMs, alarmedMs, emptiedMs });
  }

  async close(tx: Tx, id: string, end: VacancyEnd, now: Instant): Promise<void> {
    await tx.update(VacancyRow, { id, state: 'open' }, { state: end, closedMs: now });
  }

  async ask(
    tx: Tx,
    vacancy: Vacancy,
    asked: readonly { personId: string; reason: AskReason }[],
    now: Instant,
  ): Promise<void> {
    await tx.insert(
      VacancyAskRow,
      asked.map(({ personId, reason }) => ({
        id: newId(now),
        orgId: vacancy.orgId,
        vacancyId: vacancy.id,
        shiftId: vacancy.shiftId,
        personId,
        wave: vacancy.wave,
        reason: JSON.stringify(reason),
        askedMs: now,
      })),
    );
  }

  async asks(tx: Tx, vacancyId: string): Promise<Ask[]> {
    return tx.find(
      VacancyAskRow,
      { vacancyId },
      { columns: ['personId', 'wave', 'answer'], orderBy: { wave: 'asc', id: 'asc' } },
    );
  }

  async answer(
    tx: Tx,
    vacancyId: string,
    personId: string,
    answer: 'declined' | 'took',
    now: Instant,
  ): Promise<boolean> {
    const answered = await tx.update(VacancyAskRow, { vacancyId, personId, answer: null }, { answer, answeredMs: now });
    return answered > 0;
  }
}

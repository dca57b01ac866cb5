import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { VacancyEnd } from './domain/vacancy-end';

/** A shift for which somebody is sought: nobody has the seat, or its holder has not said that she will come. */
@Entity('vacancies')
@Index('ix_vacancies_shift', ['shiftId'])
export class VacancyRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'shift_id', type: 'varchar', length: 26 })
  shiftId: string;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'open' | VacancyEnd;

  @Column({ name: 'offered', type: 'text' })
  offered: string;

  @Column({ name: 'opened_ms', type: 'bigint', transformer: numberTransformer })
  openedMs: number;

  @Column({ name: 'wave', type: 'int' })
  wave: number;

  @Column({ name: 'next_wave_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  nextWaveMs: number | null;

  @Column({ name: 'alarmed_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  alarmedMs: number | null;

  @Column({ name: 'emptied_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  emptiedMs: number | null;

  @Column({ name: 'closed_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  closedMs: number | null;
}

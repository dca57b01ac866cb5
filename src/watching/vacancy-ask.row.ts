import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** One person asked to step in, in which wave and why she. */
@Entity('vacancy_asks')
@Index('ix_vacancy_asks_vacancy', ['vacancyId'])
@Index('ix_vacancy_asks_person', ['personId', 'askedMs'])
export class VacancyAskRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'vacancy_id', type: 'varchar', length: 26 })
  vacancyId: string;

  @Column({ name: 'shift_id', type: 'varchar', length: 26 })
  shiftId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'wave', type: 'int' })
  wave: number;

  @Column({ name: 'reason', type: 'varchar', length: 200 })
  reason: string;

  @Column({ name: 'asked_ms', type: 'bigint', transformer: numberTransformer })
  askedMs: number;

  @Column({ name: 'answer', type: 'varchar', length: 12, nullable: true })
  answer: 'declined' | 'took' | null;

  @Column({ name: 'answered_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  answeredMs: number | null;
}

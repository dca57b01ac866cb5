import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A slot of a periodic job that somebody has taken; whoever inserts it runs it. */
@Entity('schedule_slots')
@Index('uq_schedule_slots_job_slot', ['job', 'slotMs'], { unique: true })
export class ScheduleSlotRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'job', type: 'varchar', length: 64 })
  job: string;

  @Column({ name: 'slot_ms', type: 'bigint', transformer: numberTransformer })
  slotMs: number;

  @Column({ name: 'taken_ms', type: 'bigint', transformer: numberTransformer })
  takenMs: number;

  @Column({ name: 'done_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  doneMs: number | null;
}

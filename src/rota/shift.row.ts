import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';
import type { ShiftState } from './domain/shift-state';

/** A post in a session that needs people; times are copied from the session. */
@Entity('shifts')
@Index('uq_shifts_session_post', ['sessionId', 'postKey'], { unique: true })
@Index('ix_shifts_watch', ['watchMs'])
@Index('ix_shifts_org_start', ['orgId', 'startMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_shifts_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('SessionRow', ['sessionId'], ['id'], {
  name: 'fk_shifts_session_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class ShiftRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'session_id', type: 'varchar', length: 26 })
  sessionId: string;

  @Column({ name: 'programme_id', type: 'varchar', length: 26 })
  programmeId: string;

  @Column({ name: 'post_key', type: 'varchar', length: 64 })
  postKey: string;

  @Column({ name: 'post_order', type: 'int' })
  postOrder: number;

  @Column({ name: 'start_ms', type: 'bigint', transformer: numberTransformer })
  startMs: number;

  @Column({ name: 'end_ms', type: 'bigint', transformer: numberTransformer })
  endMs: number;

  @Column({ name: 'night', type: 'tinyint', transformer: flagTransformer })
  night: boolean;

  @Column({ name: 'seats_min', type: 'int' })
  seatsMin: number;

  @Column({ name: 'seats_max', type: 'int' })
  seatsMax: number;

  @Column({ name: 'taken', type: 'int' })
  taken: number;

  @Column({ name: 'state', type: 'varchar', length: 16 })
  state: ShiftState;

  /** When it is looked at next; null: not looked at since it was made or moved. */
  @Column({ name: 'watch_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  watchMs: number | null;

  /** 1 once the time has begun in which its seats are filled anew. */
  @Column({ name: 'watch_step', type: 'int', default: 0 })
  watchStep: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';
import type { AssignmentState } from '../programmes/domain/assignment-state';
import type { ServiceOrigin } from '../programmes/domain/service-origin';
import type { AssignmentSource } from './domain/assignment-source';

/** One volunteer on one shift, with its own life. `ended_key` is empty while it lives and its own id afterwards, so that one person holds a shift once. */
@Entity('assignments')
@Index('uq_assignments_shift_person', ['shiftId', 'personId', 'endedKey'], { unique: true })
@Index('ix_assignments_person_start', ['personId', 'startMs'])
@Index('ix_assignments_org_start', ['orgId', 'startMs'])
@Index('uq_assignments_uid', ['uid'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_assignments_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('ShiftRow', ['shiftId'], ['id'], {
  name: 'fk_assignments_shift_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_assignments_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class AssignmentRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'shift_id', type: 'varchar', length: 26 })
  shiftId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'state', type: 'varchar', length: 16 })
  state: AssignmentState;

  @Column({ name: 'ended_key', type: 'varchar', length: 26 })
  endedKey: string;

  @Column({ name: 'start_ms', type: 'bigint', transformer: numberTransformer })
  startMs: number;

  @Column({ name: 'end_ms', type: 'bigint', transformer: numberTransformer })
  endMs: number;

  @Column({ name: 'night', type: 'tinyint', transformer: flagTransformer })
  night: boolean;

  @Column({ name: 'source', type: 'varchar', length: 16 })
  source: AssignmentSource;

  @Column({ name: 'uid', type: 'varchar', length: 64 })
  uid: string;

  @Column({ name: 'sequence', type: 'int' })
  sequence: number;

  /** The sequence at the last change of time. */
  @Column({ name: 'time_sequence', type: 'int', default: 0 })
  timeSequence: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'changed_ms', type: 'bigint', transformer: numberTransformer })
  changedMs: number;

  @Column({ name: 'confirmed_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  confirmedMs: number | null;

  @Column({ name: 'arrived_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  arrivedMs: number | null;

  @Column({ name: 'left_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  leftMs: number | null;

  @Column({ name: 'service_minutes', type: 'int', nullable: true })
  serviceMinutes: number | null;

  /** How the minutes are known; set with them. */
  @Column({ name: 'origin', type: 'varchar', length: 8, nullable: true })
  origin: ServiceOrigin | null;

  /** Why they were entered later. */
  @Column({ name: 'origin_note', type: 'varchar', length: 200, nullable: true })
  originNote: string | null;

  /** Who entered them, or ticked her at the door. */
  @Column({ name: 'vouched_by', type: 'varchar', length: 26, nullable: true })
  vouchedBy: string | null;

  /** When she said, with the duty over, that she had been there: it waits for a coordinator's word while this is set. */
  @Column({ name: 'claimed_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  claimedMs: number | null;

  @Column({ name: 'replaced_by', type: 'varchar', length: 26, nullable: true })
  replacedBy: string | null;

  @Column({ name: 'note', type: 'varchar', length: 300, nullable: true })
  note: string | null;
}

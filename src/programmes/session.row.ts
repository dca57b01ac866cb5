import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { SessionState } from './domain/session-state';

/** One occurrence of a programme. */
@Entity('sessions')
@Index('uq_sessions_programme_start', ['programmeId', 'startMs'], { unique: true })
@Index('ix_sessions_org_start', ['orgId', 'startMs'])
@Index('ix_sessions_check_in_code', ['checkInCode'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_sessions_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('ProgrammeRow', ['programmeId'], ['id'], {
  name: 'fk_sessions_programme_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class SessionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'programme_id', type: 'varchar', length: 26 })
  programmeId: string;

  @Column({ name: 'day_part', type: 'varchar', length: 32 })
  dayPart: string;

  @Column({ name: 'start_ms', type: 'bigint', transformer: numberTransformer })
  startMs: number;

  @Column({ name: 'end_ms', type: 'bigint', transformer: numberTransformer })
  endMs: number;

  @Column({ name: 'start_civil', type: 'varchar', length: 16 })
  startCivil: string;

  @Column({ name: 'end_civil', type: 'varchar', length: 16 })
  endCivil: string;

  @Column({ name: 'topic', type: 'varchar', length: 200, nullable: true })
  topic: string | null;

  @Column({ name: 'place', type: 'varchar', length: 200, nullable: true })
  place: string | null;

  @Column({ name: 'state', type: 'varchar', length: 16 })
  state: SessionState;

  @Column({ name: 'reason', type: 'varchar', length: 200, nullable: true })
  reason: string | null;

  @Column({ name: 'households_max', type: 'int', nullable: true })
  householdsMax: number | null;

  @Column({ name: 'waitlist_max', type: 'int' })
  waitlistMax: number;

  @Column({ name: 'households_taken', type: 'int' })
  householdsTaken: number;

  @Column({ name: 'waiting', type: 'int' })
  waiting: number;

  @Column({ name: 'sign_up_closed_ms', type: 'bigint', nullable: true, transformer: numberTransformer })
  signUpClosedMs: number | null;

  @Column({ name: 'check_in_code', type: 'varchar', length: 12, nullable: true })
  checkInCode: string | null;

  @Column({ name: 'revision', type: 'int' })
  revision: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'changed_ms', type: 'bigint', transformer: numberTransformer })
  changedMs: number;
}

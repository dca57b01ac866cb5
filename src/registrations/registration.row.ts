import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { RegistrationState } from './domain/public-session';

/** A participant's party on a session; `ended_key` as in assignments. */
@Entity('registrations')
@Index('uq_registrations_session_person', ['sessionId', 'personId', 'endedKey'], { unique: true })
@Index('ix_registrations_session_state', ['sessionId', 'state', 'queuedMs'])
@Index('ix_registrations_person', ['personId'])
@Index('uq_registrations_uid', ['uid'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_registrations_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('SessionRow', ['sessionId'], ['id'], {
  name: 'fk_registrations_session_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_registrations_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class RegistrationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'session_id', type: 'varchar', length: 26 })
  sessionId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'party', type: 'int' })
  party: number;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: RegistrationState;

  @Column({ name: 'ended_key', type: 'varchar', length: 26 })
  endedKey: string;

  @Column({ name: 'queued_ms', type: 'bigint', transformer: numberTransformer })
  queuedMs: number;

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

  @Column({ name: 'attended_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  attendedMs: number | null;

  @Column({ name: 'score', type: 'int', nullable: true })
  score: number | null;

  @Column({ name: 'feedback', type: 'text', nullable: true })
  feedback: string | null;
}

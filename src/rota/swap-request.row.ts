import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RequestEnd } from './domain/refusal';
import { numberTransformer } from '../database/column-types';

/** A wish that needs another person: an offer to all, a give-away to one, or a two-way swap. */
@Entity('swap_requests')
@Index('ix_swap_requests_assignment', ['assignmentId', 'state'])
@Index('ix_swap_requests_to_person', ['toPersonId', 'state'])
@Index('ix_swap_requests_state_expires', ['state', 'expiresMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_swap_requests_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class SwapRequestRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'kind', type: 'varchar', length: 8 })
  kind: 'offer' | 'give' | 'swap';

  @Column({ name: 'assignment_id', type: 'varchar', length: 26 })
  assignmentId: string;

  @Column({ name: 'from_person_id', type: 'varchar', length: 26 })
  fromPersonId: string;

  @Column({ name: 'to_person_id', type: 'varchar', length: 26, nullable: true })
  toPersonId: string | null;

  @Column({ name: 'other_assignment_id', type: 'varchar', length: 26, nullable: true })
  otherAssignmentId: string | null;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'open' | RequestEnd;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  @Column({ name: 'answered_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  answeredMs: number | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** One person of a ring: the seat she gives to the next, the one she takes, and her word on it. */
@Entity('swap_ring_legs')
@Index('uq_swap_ring_legs_place', ['ringId', 'place'], { unique: true })
@Index('ix_swap_ring_legs_person', ['personId', 'answer'])
@Index('ix_swap_ring_legs_wish', ['wishId', 'answer'])
@Index('ix_swap_ring_legs_assignment', ['assignmentId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_swap_ring_legs_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class SwapRingLegRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'ring_id', type: 'varchar', length: 26 })
  ringId: string;

  @Column({ name: 'wish_id', type: 'varchar', length: 26 })
  wishId: string;

  @Column({ name: 'place', type: 'int' })
  place: number;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'assignment_id', type: 'varchar', length: 26 })
  assignmentId: string;

  @Column({ name: 'takes_assignment_id', type: 'varchar', length: 26 })
  takesAssignmentId: string;

  @Column({ name: 'start_ms', type: 'bigint', transformer: numberTransformer })
  startMs: number;

  @Column({ name: 'end_ms', type: 'bigint', transformer: numberTransformer })
  endMs: number;

  @Column({ name: 'answer', type: 'varchar', length: 12 })
  answer: 'waiting' | 'agreed' | 'refused' | 'expired';

  @Column({ name: 'answered_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  answeredMs: number | null;

  @Column({ name: 'became_id', type: 'varchar', length: 26, nullable: true })
  becameId: string | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { WishState } from './domain/ring-view';

/** Somebody would rather serve at another time: the seat she has, and when she would serve instead. */
@Entity('swap_wishes')
@Index('ix_swap_wishes_org_state', ['orgId', 'state', 'createdMs'])
@Index('ix_swap_wishes_state_expires', ['state', 'expiresMs'])
@Index('ix_swap_wishes_assignment', ['assignmentId', 'state'])
@Index('ix_swap_wishes_ring', ['ringId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_swap_wishes_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class SwapWishRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'assignment_id', type: 'varchar', length: 26 })
  assignmentId: string;

  @Column({ name: 'wanted', type: 'text' })
  wanted: string;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: WishState;

  @Column({ name: 'ring_id', type: 'varchar', length: 26, nullable: true })
  ringId: string | null;

  @Column({ name: 'sought_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  soughtMs: number | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  @Column({ name: 'settled_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  settledMs: number | null;
}

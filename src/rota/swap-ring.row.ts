import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RingState } from './domain/ring-view';
import { numberTransformer } from '../database/column-types';

/** A ring of wishes that fit each other, put to everybody in it. */
@Entity('swap_rings')
@Index('ix_swap_rings_state_expires', ['state', 'expiresMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_swap_rings_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class SwapRingRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: RingState;

  @Column({ name: 'ended_by', type: 'varchar', length: 26, nullable: true })
  endedBy: string | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  @Column({ name: 'settled_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  settledMs: number | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A stretch in which a volunteer is away; the wall times as said, the instants as judged. */
@Entity('leaves')
@Index('ix_leaves_person_from', ['personId', 'fromMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_leaves_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_leaves_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class LeaveRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'from_civil', type: 'varchar', length: 16 })
  fromCivil: string;

  @Column({ name: 'to_civil', type: 'varchar', length: 16 })
  toCivil: string;

  @Column({ name: 'from_ms', type: 'bigint', transformer: numberTransformer })
  fromMs: number;

  @Column({ name: 'to_ms', type: 'bigint', transformer: numberTransformer })
  toMs: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'cancelled_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  cancelledMs: number | null;
}

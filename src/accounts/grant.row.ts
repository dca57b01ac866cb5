import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A role that a person holds in an organisation. */
@Entity('grants')
@Index('uq_grants_org_person_role', ['orgId', 'personId', 'role'], { unique: true })
@Index('ix_grants_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_grants_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_grants_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class GrantRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'role', type: 'varchar', length: 32 })
  role: string;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A one-time code that ties a channel account to a person; only its keyed hash is kept. */
@Entity('binding_codes')
@Index('ix_binding_codes_code_hash', ['codeHash'])
@Index('ix_binding_codes_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_binding_codes_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_binding_codes_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class BindingCodeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'code_hash', type: 'varchar', length: 64 })
  codeHash: string;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  @Column({ name: 'used_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  usedMs: number | null;

  @Column({ name: 'created_by', type: 'varchar', length: 26, nullable: true })
  createdBy: string | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A key on somebody's own device; only its public half is here. */
@Entity('passkeys')
@Index('uq_passkeys_credential_hash', ['credentialHash'], { unique: true })
@Index('ix_passkeys_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_passkeys_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_passkeys_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class PasskeyRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'credential_hash', type: 'varchar', length: 64 })
  credentialHash: string;

  @Column({ name: 'credential', type: 'text' })
  credential: string;

  @Column({ name: 'label', type: 'varchar', length: 60 })
  label: string;

  @Column({ name: 'counter', type: 'bigint', transformer: numberTransformer })
  counter: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'used_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  usedMs: number | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** A person as one organisation knows her; what she may do is in grants. */
@Entity('people')
@Index('uq_people_org_slug', ['orgId', 'slug'], { unique: true })
@Index('ix_people_org_name', ['orgId', 'name'])
@Index('ix_people_phone_index', ['phoneIndex'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_people_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class PersonRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'slug', type: 'varchar', length: 64 })
  slug: string;

  @Column({ name: 'name', type: 'varchar', length: 120 })
  name: string;

  @Column({ name: 'email', type: 'varchar', length: 254, nullable: true })
  email: string | null;

  @Column({ name: 'phone_cipher', type: 'varchar', length: 400, nullable: true })
  phoneCipher: string | null;

  @Column({ name: 'phone_index', type: 'varchar', length: 64, nullable: true })
  phoneIndex: string | null;

  @Column({ name: 'joined', type: 'varchar', length: 10, nullable: true })
  joined: string | null;

  @Column({ name: 'trainee', type: 'tinyint', transformer: flagTransformer })
  trainee: boolean;

  @Column({ name: 'caps', type: 'text' })
  caps: string;

  @Column({ name: 'preferences', type: 'text' })
  preferences: string;

  @Column({ name: 'active', type: 'tinyint', transformer: flagTransformer })
  active: boolean;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

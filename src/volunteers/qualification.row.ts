import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A qualification that an organisation recognises. */
@Entity('qualifications')
@Index('uq_qualifications_org_slug', ['orgId', 'slug'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_qualifications_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class QualificationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'slug', type: 'varchar', length: 64 })
  slug: string;

  @Column({ name: 'name', type: 'varchar', length: 120 })
  name: string;
}

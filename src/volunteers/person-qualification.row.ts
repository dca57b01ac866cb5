import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A qualification that a person holds, up to and including a day. */
@Entity('person_qualifications')
@Index('uq_person_qualifications_person_qualification', ['personId', 'qualificationKey'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_person_qualifications_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_person_qualifications_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class PersonQualificationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'qualification_key', type: 'varchar', length: 64 })
  qualificationKey: string;

  @Column({ name: 'valid_until', type: 'varchar', length: 10, nullable: true })
  validUntil: string | null;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A weekly window in which a volunteer can serve, minutes of the local day; no rows at all means always. */
@Entity('availability')
@Index('ix_availability_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_availability_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_availability_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class AvailabilityRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'weekday', type: 'int' })
  weekday: number;

  @Column({ name: 'from_minute', type: 'int' })
  fromMinute: number;

  @Column({ name: 'to_minute', type: 'int' })
  toMinute: number;
}

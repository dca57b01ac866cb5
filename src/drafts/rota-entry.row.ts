import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One seat of a drafted rota. */
@Entity('rota_entries')
@Index('uq_rota_entries_rota_shift_person', ['rotaId', 'shiftId', 'personId'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_rota_entries_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('RotaRow', ['rotaId'], ['id'], {
  name: 'fk_rota_entries_rota_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('ShiftRow', ['shiftId'], ['id'], {
  name: 'fk_rota_entries_shift_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_rota_entries_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class RotaEntryRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'rota_id', type: 'varchar', length: 26 })
  rotaId: string;

  @Column({ name: 'shift_id', type: 'varchar', length: 26 })
  shiftId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'reason', type: 'varchar', length: 300, nullable: true })
  reason: string | null;
}

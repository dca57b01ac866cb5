import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What somebody has in a drafted rota beside her fair share, as it was when the draft was made. */
@Entity('rota_accounts')
@Index('uq_rota_accounts_rota_person', ['rotaId', 'personId'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_rota_accounts_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('RotaRow', ['rotaId'], ['id'], {
  name: 'fk_rota_accounts_rota_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_rota_accounts_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class RotaAccountRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'rota_id', type: 'varchar', length: 26 })
  rotaId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'account', type: 'varchar', length: 600 })
  account: string;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A person as a channel knows her; made only by a binding code. */
@Entity('identities')
@Index('uq_identities_channel_external', ['channel', 'externalId'], { unique: true })
@Index('ix_identities_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_identities_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_identities_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class IdentityRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'external_id', type: 'varchar', length: 191 })
  externalId: string;

  @Column({ name: 'bound_ms', type: 'bigint', transformer: numberTransformer })
  boundMs: number;
}

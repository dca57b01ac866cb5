import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A code that was mailed to an address to see whether the person reads it there. */
@Entity('mail_codes')
@Index('ix_mail_codes_person', ['personId', 'createdMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_mail_codes_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_mail_codes_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class MailCodeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'address', type: 'varchar', length: 191 })
  address: string;

  @Column({ name: 'code_hash', type: 'varchar', length: 64 })
  codeHash: string;

  /** Wrong codes said since. */
  @Column({ name: 'tries', type: 'int' })
  tries: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;
}

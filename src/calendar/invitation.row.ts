import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';
import type { Invitation } from './domain/invitation';

/** What the calendar behind a mail address holds of one duty or registration, as far as we told it or it told us. */
@Entity('invitations')
@Index('uq_invitations_uid', ['uid'], { unique: true })
@Index('ix_invitations_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_invitations_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_invitations_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class InvitationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  /** `assignment` or `registration`, whose id is `subject_id`. */
  @Column({ name: 'kind', type: 'varchar', length: 16 })
  kind: Invitation['kind'];

  @Column({ name: 'subject_id', type: 'varchar', length: 26 })
  subjectId: string;

  @Column({ name: 'uid', type: 'varchar', length: 64 })
  uid: string;

  /** Where it was sent: a cancellation goes where the invitation went. */
  @Column({ name: 'address', type: 'varchar', length: 254 })
  address: string;

  /** Never changes between the revisions of one entry. */
  @Column({ name: 'organizer', type: 'varchar', length: 254 })
  organizer: string;

  /** How many times its calendar was told. */
  @Column({ name: 'revision', type: 'int' })
  revision: number;

  /** Of what its calendar shows. */
  @Column({ name: 'digest', type: 'varchar', length: 64 })
  digest: string;

  @Column({ name: 'cancelled', type: 'tinyint', transformer: flagTransformer })
  cancelled: boolean;

  @Column({ name: 'changed_ms', type: 'bigint', transformer: numberTransformer })
  changedMs: number;
}

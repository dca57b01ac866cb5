import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** One act as it happened: who, for whom, what. Never changed but for the mark that it was undone. */
@Entity('audit_entries')
@Index('ix_audit_entries_org_at', ['orgId', 'atMs'])
@Index('ix_audit_entries_actor_at', ['actorId', 'atMs'])
@Index('ix_audit_entries_subject', ['subjectId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_audit_entries_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class AuditEntryRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;

  @Column({ name: 'actor_id', type: 'varchar', length: 26, nullable: true })
  actorId: string | null;

  @Column({ name: 'on_behalf_of', type: 'varchar', length: 26, nullable: true })
  onBehalfOf: string | null;

  @Column({ name: 'act', type: 'varchar', length: 40 })
  act: string;

  @Column({ name: 'subject_type', type: 'varchar', length: 32 })
  subjectType: string;

  @Column({ name: 'subject_id', type: 'varchar', length: 64 })
  subjectId: string;

  @Column({ name: 'detail', type: 'text' })
  detail: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'undo_with', type: 'text', nullable: true })
  undoWith: string | null;

  @Column({ name: 'undone_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  undoneMs: number | null;
}

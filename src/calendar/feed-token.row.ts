import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** The secret address of a person's calendar; only its hash is kept. */
@Entity('feed_tokens')
@Index('uq_feed_tokens_token_hash', ['tokenHash'], { unique: true })
@Index('ix_feed_tokens_person', ['personId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_feed_tokens_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_feed_tokens_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class FeedTokenRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  /** null: her own entries; `organisation`; `programme.` and an id. */
  @Column({ name: 'view', type: 'varchar', length: 40, nullable: true })
  view: string | null;

  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'revoked_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  revokedMs: number | null;

  @Column({ name: 'used_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  usedMs: number | null;
}

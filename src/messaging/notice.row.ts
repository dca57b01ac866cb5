import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** The same words to many, sent by a coordinator. */
@Entity('notices')
@Index('ix_notices_org', ['orgId', 'createdMs'])
export class NoticeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'author_id', type: 'varchar', length: 26 })
  authorId: string;

  @Column({ name: 'audience', type: 'text' })
  audience: string;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @Column({ name: 'people', type: 'int' })
  people: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'cancelled_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  cancelledMs: number | null;
}

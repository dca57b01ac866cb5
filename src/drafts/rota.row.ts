import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A drafted month of an organisation; publishing turns its entries into assignments and keeps the version. */
@Entity('rotas')
@Index('uq_rotas_org_month_version', ['orgId', 'month', 'version'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_rotas_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class RotaRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'month', type: 'varchar', length: 7 })
  month: string;

  @Column({ name: 'version', type: 'int' })
  version: number;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'draft' | 'published' | 'discarded';

  @Column({ name: 'source', type: 'varchar', length: 16 })
  source: 'draft' | 'import';

  @Column({ name: 'created_by', type: 'varchar', length: 26, nullable: true })
  createdBy: string | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'published_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  publishedMs: number | null;

  @Column({ name: 'summary', type: 'text' })
  summary: string;
}

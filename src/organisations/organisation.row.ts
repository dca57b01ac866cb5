import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** A node of the tree 市 → 县区 → 街道/社区; every other row belongs to one. */
@Entity('organisations')
@Index('ix_organisations_path', ['path'])
@Index('uq_organisations_slug', ['slug'], { unique: true })
export class OrganisationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'parent_id', type: 'varchar', length: 26, nullable: true })
  parentId: string | null;

  @Column({ name: 'path', type: 'varchar', length: 400 })
  path: string;

  @Column({ name: 'slug', type: 'varchar', length: 64 })
  slug: string;

  @Column({ name: 'name', type: 'varchar', length: 200 })
  name: string;

  @Column({ name: 'time_zone', type: 'varchar', length: 64 })
  timeZone: string;

  @Column({ name: 'region_code', type: 'varchar', length: 32, nullable: true })
  regionCode: string | null;

  @Column({ name: 'sample', type: 'tinyint', transformer: flagTransformer })
  sample: boolean;

  @Column({ name: 'settings', type: 'text' })
  settings: string;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** What repeats. The specification (recurrence, posts, rules, measures, reminders) is data, checked on the way in. */
@Entity('programmes')
@Index('uq_programmes_org_slug', ['orgId', 'slug'], { unique: true })
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_programmes_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class ProgrammeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'slug', type: 'varchar', length: 64 })
  slug: string;

  @Column({ name: 'name', type: 'varchar', length: 120 })
  name: string;

  @Column({ name: 'sort_order', type: 'int' })
  sortOrder: number;

  @Column({ name: 'specification', type: 'text' })
  specification: string;

  @Column({ name: 'planned_until', type: 'varchar', length: 10, nullable: true })
  plannedUntil: string | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A time at which a calendar source says that its place is taken. */
@Entity('busy_times')
@Index('ix_busy_times_source', ['sourceId', 'startMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_busy_times_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('CalendarSourceRow', ['sourceId'], ['id'], {
  name: 'fk_busy_times_source_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class BusyTimeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'source_id', type: 'varchar', length: 26 })
  sourceId: string;

  @Column({ name: 'start_ms', type: 'bigint', transformer: numberTransformer })
  startMs: number;

  @Column({ name: 'end_ms', type: 'bigint', transformer: numberTransformer })
  endMs: number;

  @Column({ name: 'title', type: 'varchar', length: 200 })
  title: string;
}

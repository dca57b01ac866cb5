import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A calendar of somebody else's that says when a place or a programme's room or radio is taken. */
@Entity('calendar_sources')
@Index('ix_calendar_sources_org', ['orgId'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_calendar_sources_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('ProgrammeRow', ['programmeId'], ['id'], {
  name: 'fk_calendar_sources_programme_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class CalendarSourceRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'programme_id', type: 'varchar', length: 26, nullable: true })
  programmeId: string | null;

  @Column({ name: 'place', type: 'varchar', length: 200, nullable: true })
  place: string | null;

  @Column({ name: 'name', type: 'varchar', length: 100 })
  name: string;

  @Column({ name: 'url', type: 'varchar', length: 1000 })
  url: string;

  /** Why it could not be read the last time; null: it could, or was not tried yet. */
  @Column({ name: 'fault', type: 'varchar', length: 40, nullable: true })
  fault: string | null;

  @Column({ name: 'read_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  readMs: number | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { Certainty } from './domain/certainty';

/** A signed step of one measured figure of a session; figures are sums, corrections are counter-entries. */
@Entity('tally_entries')
@Index('ix_tally_entries_session_measure', ['sessionId', 'measure'])
@Index('ix_tally_entries_programme_at', ['programmeId', 'atMs'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_tally_entries_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('SessionRow', ['sessionId'], ['id'], {
  name: 'fk_tally_entries_session_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class TallyEntryRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'session_id', type: 'varchar', length: 26 })
  sessionId: string;

  @Column({ name: 'programme_id', type: 'varchar', length: 26 })
  programmeId: string;

  @Column({ name: 'measure', type: 'varchar', length: 64 })
  measure: string;

  @Column({ name: 'value', type: 'int' })
  value: number;

  @Column({ name: 'kind', type: 'varchar', length: 12 })
  kind: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true })
  personId: string | null;

  /** Whose part of the figure this is; empty for what was brought from outside under nobody's name. */
  @Column({ name: 'reporter_id', type: 'varchar', length: 26, nullable: true })
  reporterId: string | null;

  /** How sure the part is as this entry leaves it; empty: exact. */
  @Column({ name: 'certainty', type: 'varchar', length: 8, nullable: true })
  certainty: Certainty | null;

  /** Who says so, where that is somebody else than the reporter. */
  @Column({ name: 'source', type: 'varchar', length: 120, nullable: true })
  source: string | null;

  /** What the door list showed when the figure was said to be right beside it. */
  @Column({ name: 'beside_door', type: 'int', nullable: true })
  besideDoor: number | null;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;

  @Column({ name: 'note', type: 'varchar', length: 300, nullable: true })
  note: string | null;
}

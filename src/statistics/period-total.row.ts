import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { Certainty } from './domain/certainty';

/** A figure of a programme for a whole period, apart from its sessions. `ended_key` is empty while it stands and its own id once another took its place. */
@Entity('period_totals')
@Index('uq_period_totals_place', ['programmeId', 'measure', 'from', 'to', 'endedKey'], { unique: true })
@Index('ix_period_totals_org_from', ['orgId', 'from'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_period_totals_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class PeriodTotalRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'programme_id', type: 'varchar', length: 26 })
  programmeId: string;

  @Column({ name: 'measure', type: 'varchar', length: 64 })
  measure: string;

  @Column({ name: 'from_day', type: 'varchar', length: 10 })
  from: string;

  @Column({ name: 'to_day', type: 'varchar', length: 10 })
  to: string;

  @Column({ name: 'value', type: 'int' })
  value: number;

  @Column({ name: 'certainty', type: 'varchar', length: 8 })
  certainty: Certainty;

  @Column({ name: 'source', type: 'varchar', length: 120 })
  source: string;

  /** Who entered it; empty for what a file brought. */
  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true })
  personId: string | null;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;

  @Column({ name: 'ended_key', type: 'varchar', length: 26 })
  endedKey: string;
}

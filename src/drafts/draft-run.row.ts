import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** One draft under way or ended, as the process that makes it last told of it. */
@Entity('draft_runs')
@Index('ix_draft_runs_org_month', ['orgId', 'month'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_draft_runs_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class DraftRunRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'month', type: 'varchar', length: 7 })
  month: string;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'waiting' | 'searching' | 'written' | 'failed';

  @Column({ name: 'progress', type: 'text' })
  progress: string;

  @Column({ name: 'stop_asked', type: 'tinyint', transformer: flagTransformer })
  stopAsked: boolean;

  @Column({ name: 'updated_ms', type: 'bigint', transformer: numberTransformer })
  updatedMs: number;
}

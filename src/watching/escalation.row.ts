import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A post at which whoever is due has not come; the policy is kept as it was when the case began. */
@Entity('escalations')
@Index('ix_escalations_state', ['state', 'nextMs'])
@Index('ix_escalations_shift', ['shiftId'])
export class EscalationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'shift_id', type: 'varchar', length: 26 })
  shiftId: string;

  @Column({ name: 'policy', type: 'text' })
  policy: string;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'open' | 'acknowledged' | 'arrived' | 'over';

  @Column({ name: 'step', type: 'int' })
  step: number;

  @Column({ name: 'opened_ms', type: 'bigint', transformer: numberTransformer })
  openedMs: number;

  @Column({ name: 'next_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  nextMs: number | null;

  @Column({ name: 'ended_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  endedMs: number | null;

  @Column({ name: 'late_person_id', type: 'varchar', length: 26, nullable: true })
  latePersonId: string | null;

  @Column({ name: 'expected_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  expectedMs: number | null;
}

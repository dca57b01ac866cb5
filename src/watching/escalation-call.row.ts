import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** One person called in an escalation, and when she acknowledged it. */
@Entity('escalation_calls')
@Index('ix_escalation_calls_escalation', ['escalationId'])
@Index('ix_escalation_calls_person', ['personId', 'calledMs'])
export class EscalationCallRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'escalation_id', type: 'varchar', length: 26 })
  escalationId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'step', type: 'varchar', length: 12 })
  step: string;

  @Column({ name: 'called_ms', type: 'bigint', transformer: numberTransformer })
  calledMs: number;

  @Column({ name: 'acked_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  ackedMs: number | null;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** The answer already given to a request, kept in the same transaction as what the request did. */
@Entity('operations')
@Index('ix_operations_at', ['atMs'])
export class OperationRow {
  @PrimaryColumn({ name: 'idem_key', type: 'varchar', length: 191 })
  idemKey: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26, nullable: true })
  orgId: string | null;

  @Column({ name: 'actor_id', type: 'varchar', length: 26, nullable: true })
  actorId: string | null;

  @Column({ name: 'command', type: 'varchar', length: 64 })
  command: string;

  @Column({ name: 'answer', type: 'text' })
  answer: string;

  /** What had been asked for with the key; empty where that was not kept. */
  @Column({ name: 'asked_hash', type: 'varchar', length: 64, nullable: true })
  askedHash: string | null;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;
}

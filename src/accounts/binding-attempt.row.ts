import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A failed try at a binding code, kept to slow down guessing. */
@Entity('binding_attempts')
@Index('ix_binding_attempts_who_when', ['channel', 'externalId', 'atMs'])
export class BindingAttemptRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'external_id', type: 'varchar', length: 191 })
  externalId: string;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;
}

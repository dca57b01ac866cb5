import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** How much somebody has used of something limited, in one window of time. */
@Entity('allowances')
@Index('ix_allowances_ends', ['endsMs'])
export class AllowanceRow {
  /** The keyed hash of what is limited, whose it is, and of the window. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'used', type: 'int' })
  used: number;

  @Column({ name: 'ends_ms', type: 'bigint', transformer: numberTransformer })
  endsMs: number;
}

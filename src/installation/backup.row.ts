import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** A copy of the database that was made and found whole. */
@Entity('backups')
@Index('ix_backups_at', ['atMs'])
export class BackupRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'at_ms', type: 'bigint', transformer: numberTransformer })
  atMs: number;

  /** Its name, without the folder. */
  @Column({ name: 'file', type: 'varchar', length: 100 })
  file: string;

  /** The machine on which it was made. */
  @Column({ name: 'host', type: 'varchar', length: 100 })
  host: string;

  @Column({ name: 'row_count', type: 'int' })
  rowCount: number;

  @Column({ name: 'encrypted', type: 'tinyint', transformer: flagTransformer })
  encrypted: boolean;

  /** When it was last restored aside. */
  @Column({ name: 'tried_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  triedMs: number | null;

  /** What that came to; empty: it was whole. */
  @Column({ name: 'fault', type: 'varchar', length: 300, nullable: true })
  fault: string | null;
}

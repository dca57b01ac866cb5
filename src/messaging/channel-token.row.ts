import { Column, Entity, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** The access token of a channel, one for all processes; sealed. */
@Entity('channel_tokens')
export class ChannelTokenRow {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  id: string;

  @Column({ name: 'token', type: 'text', nullable: true })
  token: string | null;

  @Column({ name: 'ends_ms', type: 'bigint', transformer: numberTransformer })
  endsMs: number;

  /** Until when one process alone asks for a new one. */
  @Column({ name: 'held_until_ms', type: 'bigint', transformer: numberTransformer })
  heldUntilMs: number;

  /** When the platform was last made to give another one before its time. */
  @Column({ name: 'forced_ms', type: 'bigint', transformer: numberTransformer })
  forcedMs: number;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { Credit } from './domain/contact-right';

/** How often the service may still write to somebody first on a channel that does not always let it. */
@Entity('channel_credits')
@Index('uq_channel_credits', ['personId', 'channel', 'kind'], { unique: true })
export class ChannelCreditRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'kind', type: 'varchar', length: 8 })
  kind: Credit['kind'];

  @Column({ name: 'left_count', type: 'int' })
  leftCount: number;

  @Column({ name: 'granted_ms', type: 'bigint', transformer: numberTransformer })
  grantedMs: number;

  @Column({ name: 'ends_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  endsMs: number | null;
}

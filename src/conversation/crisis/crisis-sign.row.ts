import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Tone } from '../grammar/crisis/hear-crisis';
import { numberTransformer } from '../../database/column-types';

/** Somebody sounded in danger. What was said is kept nowhere; the row itself is forgotten after a day or two. */
@Entity('crisis_signs')
@Index('ix_crisis_signs_sender', ['sender', 'heardMs'])
export class CrisisSignRow {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 })
  id: string;

  /** A digest of the account that wrote. */
  @Column({ name: 'sender', type: 'varchar', length: 24 })
  sender: string;

  @Column({ name: 'tone', type: 'varchar', length: 8 })
  tone: Tone | 'told';

  @Column({ name: 'heard_ms', type: 'bigint', transformer: numberTransformer })
  heardMs: number;

  /** Until when her yes to a call back is waited for. */
  @Column({ name: 'offer_until_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  offerUntilMs: number | null;
}

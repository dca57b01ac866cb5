import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** One delivery by a platform that calls us; what was said is kept, sealed, only until it is answered. */
@Entity('call_backs')
@Index('uq_call_backs_nonce', ['channel', 'nonceHash'], { unique: true })
@Index('ix_call_backs_message', ['channel', 'messageKey'])
@Index('ix_call_backs_due', ['dueMs'])
@Index('ix_call_backs_received', ['receivedMs'])
export class CallBackRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'nonce_hash', type: 'varchar', length: 64 })
  nonceHash: string;

  @Column({ name: 'message_key', type: 'varchar', length: 100 })
  messageKey: string;

  @Column({ name: 'sender', type: 'varchar', length: 191 })
  sender: string;

  /** The answer goes another way than back on this call. */
  @Column({ name: 'late', type: 'tinyint', transformer: flagTransformer })
  late: boolean;

  @Column({ name: 'payload', type: 'text', nullable: true })
  payload: string | null;

  /** When somebody else looks after it, should it not be answered by then; empty: it is answered. */
  @Column({ name: 'due_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  dueMs: number | null;

  @Column({ name: 'received_ms', type: 'bigint', transformer: numberTransformer })
  receivedMs: number;
}

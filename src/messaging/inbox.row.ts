import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A message that arrived, taken in once per channel and message id; its text is forgotten once it was answered. */
@Entity('inbox')
@Index('uq_inbox_channel_message', ['channel', 'messageId'], { unique: true })
@Index('ix_inbox_state', ['state', 'receivedMs'])
@Index('ix_inbox_sender', ['channel', 'sender', 'receivedMs'])
export class InboxRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'message_id', type: 'varchar', length: 191 })
  messageId: string;

  @Column({ name: 'sender', type: 'varchar', length: 191 })
  sender: string;

  @Column({ name: 'conversation', type: 'varchar', length: 191 })
  conversation: string;

  @Column({ name: 'payload', type: 'text', nullable: true })
  payload: string | null;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: 'answered';

  @Column({ name: 'received_ms', type: 'bigint', transformer: numberTransformer })
  receivedMs: number;

  @Column({ name: 'answered_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  answeredMs: number | null;
}

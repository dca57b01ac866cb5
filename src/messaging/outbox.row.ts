import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';
import type { MessageClass, MessageState } from './domain/message';

/** A message that must reach somebody; written in the transaction of the act that owes it. */
@Entity('outbox')
@Index('uq_outbox_dedupe_key', ['dedupeKey'], { unique: true })
@Index('ix_outbox_class_next', ['state', 'class', 'nextMs', 'id'])
@Index('ix_outbox_state_lease', ['state', 'leaseUntilMs'])
@Index('ix_outbox_subject', ['subjectId'])
@Index('ix_outbox_person', ['personId', 'createdMs'])
export class OutboxRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'dedupe_key', type: 'varchar', length: 191 })
  dedupeKey: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true })
  personId: string | null;

  @Column({ name: 'channel', type: 'varchar', length: 32, nullable: true })
  channel: string | null;

  @Column({ name: 'address', type: 'varchar', length: 191, nullable: true })
  address: string | null;

  @Column({ name: 'kind', type: 'varchar', length: 40 })
  kind: string;

  @Column({ name: 'class', type: 'varchar', length: 8 })
  class: MessageClass;

  @Column({ name: 'subject_id', type: 'varchar', length: 64, nullable: true })
  subjectId: string | null;

  @Column({ name: 'content', type: 'text' })
  content: string;

  @Column({ name: 'due_ms', type: 'bigint', transformer: numberTransformer })
  dueMs: number;

  @Column({ name: 'not_after_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  notAfterMs: number | null;

  @Column({ name: 'state', type: 'varchar', length: 12 })
  state: MessageState;

  @Column({ name: 'lease_until_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  leaseUntilMs: number | null;

  @Column({ name: 'lease_token', type: 'varchar', length: 40, nullable: true })
  leaseToken: string | null;

  /** Since when a dispatcher is about to send it; empty while it is only taken. */
  @Column({ name: 'begun_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  begunMs: number | null;

  @Column({ name: 'attempts', type: 'int' })
  attempts: number;

  @Column({ name: 'crashes', type: 'int' })
  crashes: number;

  @Column({ name: 'next_ms', type: 'bigint', transformer: numberTransformer })
  nextMs: number;

  @Column({ name: 'provider_message_id', type: 'varchar', length: 191, nullable: true })
  providerMessageId: string | null;

  @Column({ name: 'reason', type: 'varchar', length: 300, nullable: true })
  reason: string | null;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'sent_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  sentMs: number | null;
}

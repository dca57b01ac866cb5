import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** A browser that is signed in (console) or that chats (chat); the token itself is never kept. */
@Entity('web_sessions')
@Index('uq_web_sessions_token_hash', ['tokenHash'], { unique: true })
export class WebSessionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26, nullable: true })
  orgId: string | null;

  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true })
  personId: string | null;

  @Column({ name: 'kind', type: 'varchar', length: 16 })
  kind: string;

  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash: string;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'used_ms', type: 'bigint', transformer: numberTransformer })
  usedMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  /** What the browser calls itself, in a few words. */
  @Column({ name: 'browser', type: 'varchar', length: 120, nullable: true })
  browser: string | null;

  /** When its owner last proved who she is. */
  @Column({ name: 'verified_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  verifiedMs: number | null;
}

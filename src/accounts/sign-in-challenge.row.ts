import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** Something that a browser must answer before it is believed; without a person it can never be answered rightly. */
@Entity('sign_in_challenges')
@Index('ix_sign_in_challenges_browser', ['browserHash', 'purpose', 'expiresMs'])
@Index('ix_sign_in_challenges_person', ['personId', 'createdMs'])
export class SignInChallengeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26, nullable: true })
  orgId: string | null;

  @Column({ name: 'person_id', type: 'varchar', length: 26, nullable: true })
  personId: string | null;

  @Column({ name: 'purpose', type: 'varchar', length: 24 })
  purpose: string;

  @Column({ name: 'browser_hash', type: 'varchar', length: 64 })
  browserHash: string;

  @Column({ name: 'secret_hash', type: 'varchar', length: 64 })
  secretHash: string;

  @Column({ name: 'tries', type: 'int' })
  tries: number;

  @Column({ name: 'created_ms', type: 'bigint', transformer: numberTransformer })
  createdMs: number;

  @Column({ name: 'expires_ms', type: 'bigint', transformer: numberTransformer })
  expiresMs: number;

  @Column({ name: 'used_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  usedMs: number | null;
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateWebSessions1795478400007 implements MigrationInterface {
  readonly name = 'CreateWebSessions1795478400007';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'web_sessions',
      columns: [
        id(),
        nullable(ref('org_id')),
        nullable(ref('person_id')),
        text('kind', 16),
        text('token_hash', 64),
        ms('created_ms'),
        ms('used_ms'),
        ms('expires_ms'),
      ],
      indices: [{ name: 'uq_web_sessions_token_hash', columns: ['token_hash'], unique: true }],
      checks: [{ name: 'ck_web_sessions_kind', expression: "kind IN ('console','chat','sign-in')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('web_sessions', true);
  }
}

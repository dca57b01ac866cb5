import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateChannelCredits1795564800036 implements MigrationInterface {
  readonly name = 'CreateChannelCredits1795564800036';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'channel_credits',
      columns: [
        id(),
        ref('person_id'),
        text('channel', 32),
        text('kind', 8),
        int('left_count'),
        ms('granted_ms'),
        nullable(ms('ends_ms')),
      ],
      indices: [{ name: 'uq_channel_credits', columns: ['person_id', 'channel', 'kind'], unique: true }],
      checks: [{ name: 'ck_channel_credits_kind', expression: "kind IN ('window','consent')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('channel_credits', true);
  }
}

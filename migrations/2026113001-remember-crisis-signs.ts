import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, text } from '../src/database/column-types';

/** That somebody sounded in danger, and when; never who in so many words, and never what was said. */
export class RememberCrisisSigns1796000400001 implements MigrationInterface {
  readonly name = 'RememberCrisisSigns1796000400001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'crisis_signs',
      columns: [id(), text('sender', 24), text('tone', 8), ms('heard_ms'), nullable(ms('offer_until_ms'))],
      indices: [{ name: 'ix_crisis_signs_sender', columns: ['sender', 'heard_ms'] }],
      foreignKeys: [],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('crisis_signs', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateFeedTokens1795478400027 implements MigrationInterface {
  readonly name = 'CreateFeedTokens1795478400027';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'feed_tokens',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('token_hash', 64),
        ms('created_ms'),
        nullable(ms('revoked_ms')),
        nullable(ms('used_ms')),
      ],
      indices: [
        { name: 'uq_feed_tokens_token_hash', columns: ['token_hash'], unique: true },
        { name: 'ix_feed_tokens_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_feed_tokens_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_feed_tokens_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('feed_tokens', true);
  }
}

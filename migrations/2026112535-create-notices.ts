import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref } from '../src/database/column-types';

export class CreateNotices1795564800035 implements MigrationInterface {
  readonly name = 'CreateNotices1795564800035';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'notices',
      columns: [
        id(),
        ref('org_id'),
        ref('author_id'),
        longText('audience'),
        longText('text'),
        int('people'),
        ms('created_ms'),
        nullable(ms('cancelled_ms')),
      ],
      indices: [{ name: 'ix_notices_org', columns: ['org_id', 'created_ms'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('notices', true);
  }
}

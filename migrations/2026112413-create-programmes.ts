import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateProgrammes1795478400013 implements MigrationInterface {
  readonly name = 'CreateProgrammes1795478400013';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'programmes',
      columns: [
        id(),
        ref('org_id'),
        text('slug', 64),
        text('name', 120),
        int('sort_order'),
        longText('specification'),
        nullable(text('planned_until', 10)),
        ms('created_ms'),
      ],
      indices: [{ name: 'uq_programmes_org_slug', columns: ['org_id', 'slug'], unique: true }],
      foreignKeys: [{ name: 'fk_programmes_org_id', column: 'org_id', table: 'organisations' }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('programmes', true);
  }
}

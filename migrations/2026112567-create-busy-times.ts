import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, ref, text } from '../src/database/column-types';

export class CreateBusyTimes1795564800067 implements MigrationInterface {
  readonly name = 'CreateBusyTimes1795564800067';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'busy_times',
      columns: [id(), ref('org_id'), ref('source_id'), ms('start_ms'), ms('end_ms'), text('title', 200)],
      indices: [{ name: 'ix_busy_times_source', columns: ['source_id', 'start_ms'] }],
      foreignKeys: [
        { name: 'fk_busy_times_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_busy_times_source_id', column: 'source_id', table: 'calendar_sources' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('busy_times', true);
  }
}

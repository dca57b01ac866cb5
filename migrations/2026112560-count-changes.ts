import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, int, ms } from '../src/database/column-types';

/** Counters that say whether anything that shows in calendars has changed. */
export class CountChanges1795564800060 implements MigrationInterface {
  readonly name = 'CountChanges1795564800060';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'change_counters',
      columns: [{ ...int('counter'), isPrimary: true }, ms('revision')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('change_counters', true);
  }
}

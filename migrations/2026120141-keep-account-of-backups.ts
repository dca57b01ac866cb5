import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, int, ms, nullable, text } from '../src/database/column-types';

/** Which copies of the database were made, and what trying one came to. */
export class KeepAccountOfBackups1796083200041 implements MigrationInterface {
  readonly name = 'KeepAccountOfBackups1796083200041';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'backups',
      columns: [
        id(),
        ms('at_ms'),
        text('file', 100),
        text('host', 100),
        int('row_count'),
        flag('encrypted'),
        nullable(ms('tried_ms')),
        nullable(text('fault', 300)),
      ],
      indices: [{ name: 'ix_backups_at', columns: ['at_ms'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('backups', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addIndex, dropIndex, int, ms, nullable } from '../src/database/column-types';

/** When each shift is looked at next, and whether its time of being replaced has begun. */
export class WatchShifts1795564800030 implements MigrationInterface {
  readonly name = 'WatchShifts1795564800030';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'shifts', nullable(ms('watch_ms')));
    await addColumn(queryRunner, 'shifts', { ...int('watch_step'), default: 0 });
    await addIndex(queryRunner, 'shifts', { name: 'ix_shifts_watch', columns: ['watch_ms'] });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndex(queryRunner, 'shifts', 'ix_shifts_watch');
    await queryRunner.dropColumn('shifts', 'watch_step');
    await queryRunner.dropColumn('shifts', 'watch_ms');
  }
}

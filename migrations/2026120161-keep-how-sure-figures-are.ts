import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, nullable, text } from '../src/database/column-types';

/** How sure a part of a figure is as an entry leaves it, and who else than its reporter says so. What nobody said is exact. */
export class KeepHowSureFiguresAre1796086800061 implements MigrationInterface {
  readonly name = 'KeepHowSureFiguresAre1796086800061';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'tally_entries', nullable(text('certainty', 8)));
    await addColumn(queryRunner, 'tally_entries', nullable(text('source', 120)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('tally_entries', 'source');
    await queryRunner.dropColumn('tally_entries', 'certainty');
  }
}

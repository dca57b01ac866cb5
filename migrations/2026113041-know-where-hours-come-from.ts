import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ms, nullable, ref, text } from '../src/database/column-types';

/**
 * How the hours of a duty are known, who vouched for those entered later and why, and when somebody said afterwards that she
 * had been there. What was served before is told by what was noted then: both times by the clock of the beat, by herself, or
 * entered by somebody.
 */
export class KnowWhereHoursComeFrom1796000400041 implements MigrationInterface {
  readonly name = 'KnowWhereHoursComeFrom1796000400041';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'assignments', nullable(text('origin', 8)));
    await addColumn(queryRunner, 'assignments', nullable(text('origin_note', 200)));
    await addColumn(queryRunner, 'assignments', nullable(ref('vouched_by')));
    await addColumn(queryRunner, 'assignments', nullable(ms('claimed_ms')));
    await queryRunner.query(
      `UPDATE assignments SET origin = CASE
         WHEN source = 'import' OR left_ms IS NULL THEN 'entered'
         WHEN left_ms = end_ms THEN 'clock'
         ELSE 'signed' END
       WHERE state = 'done' AND origin IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['claimed_ms', 'vouched_by', 'origin_note', 'origin']) {
      await queryRunner.dropColumn('assignments', column);
    }
  }
}

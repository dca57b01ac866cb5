import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, int, nullable, ref } from '../src/database/column-types';

/**
 * Whose part of a figure an entry belongs to, and what the door list showed when a figure was said to stand beside it. Figures stay what
 * they were: so far a figure had one part, and what was checked in had been added to what was reported.
 */
export class KeepPartsOfFigures1796000400052 implements MigrationInterface {
  readonly name = 'KeepPartsOfFigures1796000400052';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'tally_entries', nullable(ref('reporter_id')));
    await addColumn(queryRunner, 'tally_entries', nullable(int('beside_door')));
    await queryRunner.query(
      `UPDATE tally_entries SET reporter_id = (SELECT f.person_id FROM (
         SELECT session_id, measure, MIN(person_id) AS person_id FROM tally_entries WHERE kind = 'report' GROUP BY session_id, measure
       ) f WHERE f.session_id = tally_entries.session_id AND f.measure = tally_entries.measure)`,
    );
    await queryRunner.query(
      `UPDATE tally_entries SET kind = 'counter' WHERE kind = 'check-in' AND EXISTS (SELECT 1 FROM (
         SELECT session_id, measure FROM tally_entries WHERE kind IN ('report', 'import') GROUP BY session_id, measure
       ) f WHERE f.session_id = tally_entries.session_id AND f.measure = tally_entries.measure)`,
    );
    // what was checked in and never reported is counted from the door list itself
    await queryRunner.query("DELETE FROM tally_entries WHERE kind = 'check-in'");
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('tally_entries', 'beside_door');
    await queryRunner.dropColumn('tally_entries', 'reporter_id');
  }
}

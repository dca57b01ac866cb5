import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ms, nullable, ref } from '../src/database/column-types';

/** Who said that she will be late, and when she expects to be there: the first call waits so long. */
export class ExpectLateArrivals1796000400011 implements MigrationInterface {
  readonly name = 'ExpectLateArrivals1796000400011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'escalations', nullable(ref('late_person_id')));
    await addColumn(queryRunner, 'escalations', nullable(ms('expected_ms')));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('escalations', 'expected_ms');
    await queryRunner.dropColumn('escalations', 'late_person_id');
  }
}

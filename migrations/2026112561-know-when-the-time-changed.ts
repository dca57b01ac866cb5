import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addCount } from '../src/database/column-types';

const TABLES = ['assignments', 'registrations'];

/** The revision of an entry in which its time was last changed: whoever answers an earlier one answers the old time. */
export class KnowWhenTheTimeChanged1795564800061 implements MigrationInterface {
  readonly name = 'KnowWhenTheTimeChanged1795564800061';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await addCount(queryRunner, table, 'time_sequence');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN time_sequence`);
  }
}

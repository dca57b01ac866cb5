import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, int, key, ms, nullable, text } from '../src/database/column-types';

/**
 * How much of what is limited was used, by the keyed hash of whose and of what; what the installation must find again
 * at every start; and what a request with a key had asked for, as a hash.
 */
export class CountAllowances1796000400061 implements MigrationInterface {
  readonly name = 'CountAllowances1796000400061';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'allowances',
      columns: [key('id', 64), int('used'), ms('ends_ms')],
      indices: [{ name: 'ix_allowances_ends', columns: ['ends_ms'] }],
    });
    await createTable(queryRunner, {
      name: 'installation_facts',
      columns: [key('name', 64), text('value', 200)],
    });
    await addColumn(queryRunner, 'operations', nullable(text('asked_hash', 64)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('operations', 'asked_hash');
    await queryRunner.dropTable('installation_facts', true);
    await queryRunner.dropTable('allowances', true);
  }
}

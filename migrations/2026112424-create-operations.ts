import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, key, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateOperations1795478400024 implements MigrationInterface {
  readonly name = 'CreateOperations1795478400024';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'operations',
      columns: [
        key('idem_key', 191),
        nullable(ref('org_id')),
        nullable(ref('actor_id')),
        text('command', 64),
        longText('answer'),
        ms('at_ms'),
      ],
      indices: [{ name: 'ix_operations_at', columns: ['at_ms'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('operations', true);
  }
}

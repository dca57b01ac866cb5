import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, text } from '../src/database/column-types';

export class CreateBindingAttempts1795478400006 implements MigrationInterface {
  readonly name = 'CreateBindingAttempts1795478400006';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'binding_attempts',
      columns: [id(), text('channel', 32), text('external_id', 191), ms('at_ms')],
      indices: [{ name: 'ix_binding_attempts_who_when', columns: ['channel', 'external_id', 'at_ms'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('binding_attempts', true);
  }
}

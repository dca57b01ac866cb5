import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateLeaves1795478400012 implements MigrationInterface {
  readonly name = 'CreateLeaves1795478400012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'leaves',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('from_civil', 16),
        text('to_civil', 16),
        ms('from_ms'),
        ms('to_ms'),
        ms('created_ms'),
        nullable(ms('cancelled_ms')),
      ],
      indices: [{ name: 'ix_leaves_person_from', columns: ['person_id', 'from_ms'] }],
      foreignKeys: [
        { name: 'fk_leaves_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_leaves_person_id', column: 'person_id', table: 'people' },
      ],
      checks: [{ name: 'ck_leaves_order', expression: 'from_ms < to_ms' }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('leaves', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateBindingCodes1795478400005 implements MigrationInterface {
  readonly name = 'CreateBindingCodes1795478400005';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'binding_codes',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('code_hash', 64),
        ms('expires_ms'),
        nullable(ms('used_ms')),
        nullable(ref('created_by')),
        ms('created_ms'),
      ],
      indices: [
        { name: 'ix_binding_codes_code_hash', columns: ['code_hash'] },
        { name: 'ix_binding_codes_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_binding_codes_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_binding_codes_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('binding_codes', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, ref, text } from '../src/database/column-types';

export class CreateMailCodes1795564800065 implements MigrationInterface {
  readonly name = 'CreateMailCodes1795564800065';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'mail_codes',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('address', 191),
        text('code_hash', 64),
        int('tries'),
        ms('created_ms'),
        ms('expires_ms'),
      ],
      indices: [{ name: 'ix_mail_codes_person', columns: ['person_id', 'created_ms'] }],
      foreignKeys: [
        { name: 'fk_mail_codes_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_mail_codes_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('mail_codes', true);
  }
}

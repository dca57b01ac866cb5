import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreatePasskeys1795564800071 implements MigrationInterface {
  readonly name = 'CreatePasskeys1795564800071';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'passkeys',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('credential_hash', 64),
        longText('credential'),
        text('label', 60),
        ms('counter'),
        ms('created_ms'),
        nullable(ms('used_ms')),
      ],
      indices: [
        { name: 'uq_passkeys_credential_hash', columns: ['credential_hash'], unique: true },
        { name: 'ix_passkeys_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_passkeys_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_passkeys_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('passkeys', true);
  }
}

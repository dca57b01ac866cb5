import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreatePeople1795478400002 implements MigrationInterface {
  readonly name = 'CreatePeople1795478400002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'people',
      columns: [
        id(),
        ref('org_id'),
        text('slug', 64),
        text('name', 120),
        nullable(text('email', 254)),
        nullable(text('phone_cipher', 400)),
        nullable(text('phone_index', 64)),
        nullable(text('joined', 10)),
        flag('trainee'),
        longText('caps'),
        longText('preferences'),
        flag('active'),
        ms('created_ms'),
      ],
      indices: [
        { name: 'uq_people_org_slug', columns: ['org_id', 'slug'], unique: true },
        { name: 'ix_people_org_name', columns: ['org_id', 'name'] },
        { name: 'ix_people_phone_index', columns: ['phone_index'] },
      ],
      foreignKeys: [{ name: 'fk_people_org_id', column: 'org_id', table: 'organisations' }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('people', true);
  }
}

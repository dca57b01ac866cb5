import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, nullable, ref, text } from '../src/database/column-types';

export class CreatePersonQualifications1795478400010 implements MigrationInterface {
  readonly name = 'CreatePersonQualifications1795478400010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'person_qualifications',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('qualification_key', 64),
        nullable(text('valid_until', 10)),
      ],
      indices: [
        {
          name: 'uq_person_qualifications_person_qualification',
          columns: ['person_id', 'qualification_key'],
          unique: true,
        },
      ],
      foreignKeys: [
        { name: 'fk_person_qualifications_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_person_qualifications_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('person_qualifications', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ref, text } from '../src/database/column-types';

export class CreateQualifications1795478400009 implements MigrationInterface {
  readonly name = 'CreateQualifications1795478400009';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'qualifications',
      columns: [id(), ref('org_id'), text('slug', 64), text('name', 120)],
      indices: [{ name: 'uq_qualifications_org_slug', columns: ['org_id', 'slug'], unique: true }],
      foreignKeys: [{ name: 'fk_qualifications_org_id', column: 'org_id', table: 'organisations' }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('qualifications', true);
  }
}

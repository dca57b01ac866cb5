import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, ref, text } from '../src/database/column-types';

export class CreateGrants1795478400003 implements MigrationInterface {
  readonly name = 'CreateGrants1795478400003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'grants',
      columns: [id(), ref('org_id'), ref('person_id'), text('role', 32), ms('created_ms')],
      indices: [
        { name: 'uq_grants_org_person_role', columns: ['org_id', 'person_id', 'role'], unique: true },
        { name: 'ix_grants_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_grants_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_grants_person_id', column: 'person_id', table: 'people' },
      ],
      checks: [
        { name: 'ck_grants_role', expression: "role IN ('volunteer','coordinator','participant','leader','operator')" },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('grants', true);
  }
}

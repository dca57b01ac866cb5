import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateOrganisations1795478400001 implements MigrationInterface {
  readonly name = 'CreateOrganisations1795478400001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'organisations',
      columns: [
        id(),
        nullable(ref('parent_id')),
        text('path', 400),
        text('slug', 64),
        text('name', 200),
        text('time_zone', 64),
        nullable(text('region_code', 32)),
        flag('sample'),
        longText('settings'),
        ms('created_ms'),
      ],
      indices: [
        { name: 'ix_organisations_path', columns: ['path'] },
        { name: 'uq_organisations_slug', columns: ['slug'], unique: true },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('organisations', true);
  }
}

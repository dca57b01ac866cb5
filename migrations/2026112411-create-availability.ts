import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ref } from '../src/database/column-types';

export class CreateAvailability1795478400011 implements MigrationInterface {
  readonly name = 'CreateAvailability1795478400011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'availability',
      columns: [id(), ref('org_id'), ref('person_id'), int('weekday'), int('from_minute'), int('to_minute')],
      indices: [{ name: 'ix_availability_person', columns: ['person_id'] }],
      foreignKeys: [
        { name: 'fk_availability_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_availability_person_id', column: 'person_id', table: 'people' },
      ],
      checks: [
        { name: 'ck_availability_weekday', expression: 'weekday BETWEEN 1 AND 7' },
        {
          name: 'ck_availability_minutes',
          expression: 'from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440',
        },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('availability', true);
  }
}

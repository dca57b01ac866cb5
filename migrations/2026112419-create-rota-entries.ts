import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, nullable, ref, text } from '../src/database/column-types';

export class CreateRotaEntries1795478400019 implements MigrationInterface {
  readonly name = 'CreateRotaEntries1795478400019';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'rota_entries',
      columns: [id(), ref('org_id'), ref('rota_id'), ref('shift_id'), ref('person_id'), nullable(text('reason', 300))],
      indices: [
        { name: 'uq_rota_entries_rota_shift_person', columns: ['rota_id', 'shift_id', 'person_id'], unique: true },
      ],
      foreignKeys: [
        { name: 'fk_rota_entries_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_rota_entries_rota_id', column: 'rota_id', table: 'rotas' },
        { name: 'fk_rota_entries_shift_id', column: 'shift_id', table: 'shifts' },
        { name: 'fk_rota_entries_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('rota_entries', true);
  }
}

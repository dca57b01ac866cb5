import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateVacancies1795564800031 implements MigrationInterface {
  readonly name = 'CreateVacancies1795564800031';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'vacancies',
      columns: [
        id(),
        ref('org_id'),
        ref('shift_id'),
        text('state', 12),
        longText('offered'),
        ms('opened_ms'),
        int('wave'),
        nullable(ms('next_wave_ms')),
        nullable(ms('alarmed_ms')),
        nullable(ms('emptied_ms')),
        nullable(ms('closed_ms')),
      ],
      indices: [{ name: 'ix_vacancies_shift', columns: ['shift_id'] }],
      checks: [{ name: 'ck_vacancies_state', expression: "state IN ('open','filled','kept','closed')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('vacancies', true);
  }
}

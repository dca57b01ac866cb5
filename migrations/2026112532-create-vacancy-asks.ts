import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateVacancyAsks1795564800032 implements MigrationInterface {
  readonly name = 'CreateVacancyAsks1795564800032';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'vacancy_asks',
      columns: [
        id(),
        ref('org_id'),
        ref('vacancy_id'),
        ref('shift_id'),
        ref('person_id'),
        int('wave'),
        text('reason', 200),
        ms('asked_ms'),
        nullable(text('answer', 12)),
        nullable(ms('answered_ms')),
      ],
      indices: [
        { name: 'ix_vacancy_asks_vacancy', columns: ['vacancy_id'] },
        { name: 'ix_vacancy_asks_person', columns: ['person_id', 'asked_ms'] },
      ],
      checks: [{ name: 'ck_vacancy_asks_answer', expression: "answer IN ('declined','took')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('vacancy_asks', true);
  }
}

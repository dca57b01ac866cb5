import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreatePeriodTotals1796000400063 implements MigrationInterface {
  readonly name = 'CreatePeriodTotals1796000400063';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'period_totals',
      columns: [
        id(),
        ref('org_id'),
        ref('programme_id'),
        text('measure', 64),
        text('from_day', 10),
        text('to_day', 10),
        int('value'),
        text('certainty', 8),
        text('source', 120),
        nullable(ref('person_id')),
        ms('at_ms'),
        text('ended_key', 26),
      ],
      indices: [
        {
          name: 'uq_period_totals_place',
          columns: ['programme_id', 'measure', 'from_day', 'to_day', 'ended_key'],
          unique: true,
        },
        { name: 'ix_period_totals_org_from', columns: ['org_id', 'from_day'] },
      ],
      foreignKeys: [{ name: 'fk_period_totals_org_id', column: 'org_id', table: 'organisations' }],
      checks: [{ name: 'ck_period_totals_certainty', expression: "certainty IN ('exact','at-least','about')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('period_totals', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateRotas1795478400018 implements MigrationInterface {
  readonly name = 'CreateRotas1795478400018';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'rotas',
      columns: [
        id(),
        ref('org_id'),
        text('month', 7),
        int('version'),
        text('state', 12),
        text('source', 16),
        nullable(ref('created_by')),
        ms('created_ms'),
        nullable(ms('published_ms')),
        longText('summary'),
      ],
      indices: [{ name: 'uq_rotas_org_month_version', columns: ['org_id', 'month', 'version'], unique: true }],
      foreignKeys: [{ name: 'fk_rotas_org_id', column: 'org_id', table: 'organisations' }],
      checks: [{ name: 'ck_rotas_state', expression: "state IN ('draft','published','discarded')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('rotas', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, longText, ms, ref, text } from '../src/database/column-types';

const ORGANISATION = { column: 'org_id', table: 'organisations' };

/** How far a draft under way is, for whoever waits in whichever process; and what each person's account in a draft is. */
export class FollowDrafts1795564800080 implements MigrationInterface {
  readonly name = 'FollowDrafts1795564800080';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'draft_runs',
      columns: [
        id(),
        ref('org_id'),
        text('month', 7),
        text('state', 12),
        longText('progress'),
        flag('stop_asked'),
        ms('updated_ms'),
      ],
      indices: [{ name: 'ix_draft_runs_org_month', columns: ['org_id', 'month'] }],
      foreignKeys: [{ name: 'fk_draft_runs_org_id', ...ORGANISATION }],
    });
    await createTable(queryRunner, {
      name: 'rota_accounts',
      columns: [id(), ref('org_id'), ref('rota_id'), ref('person_id'), text('account', 600)],
      indices: [{ name: 'uq_rota_accounts_rota_person', columns: ['rota_id', 'person_id'], unique: true }],
      foreignKeys: [
        { name: 'fk_rota_accounts_org_id', ...ORGANISATION },
        { name: 'fk_rota_accounts_rota_id', column: 'rota_id', table: 'rotas' },
        { name: 'fk_rota_accounts_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('rota_accounts', true);
    await queryRunner.dropTable('draft_runs', true);
  }
}

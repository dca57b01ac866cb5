import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateTallyEntries1795478400021 implements MigrationInterface {
  readonly name = 'CreateTallyEntries1795478400021';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'tally_entries',
      columns: [
        id(),
        ref('org_id'),
        ref('session_id'),
        ref('programme_id'),
        text('measure', 64),
        int('value'),
        text('kind', 12),
        nullable(ref('person_id')),
        ms('at_ms'),
        nullable(text('note', 300)),
      ],
      indices: [
        { name: 'ix_tally_entries_session_measure', columns: ['session_id', 'measure'] },
        { name: 'ix_tally_entries_programme_at', columns: ['programme_id', 'at_ms'] },
      ],
      foreignKeys: [
        { name: 'fk_tally_entries_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_tally_entries_session_id', column: 'session_id', table: 'sessions' },
      ],
      checks: [{ name: 'ck_tally_entries_kind', expression: "kind IN ('report','counter','check-in','import')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('tally_entries', true);
  }
}

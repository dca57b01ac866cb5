import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSessions1795478400014 implements MigrationInterface {
  readonly name = 'CreateSessions1795478400014';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'sessions',
      columns: [
        id(),
        ref('org_id'),
        ref('programme_id'),
        text('day_part', 32),
        ms('start_ms'),
        ms('end_ms'),
        text('start_civil', 16),
        text('end_civil', 16),
        nullable(text('topic', 200)),
        nullable(text('place', 200)),
        text('state', 16),
        nullable(text('reason', 200)),
        nullable(int('households_max')),
        int('waitlist_max'),
        int('households_taken'),
        int('waiting'),
        nullable(text('check_in_code', 12)),
        int('revision'),
        ms('created_ms'),
        ms('changed_ms'),
      ],
      indices: [
        { name: 'uq_sessions_programme_start', columns: ['programme_id', 'start_ms'], unique: true },
        { name: 'ix_sessions_org_start', columns: ['org_id', 'start_ms'] },
        { name: 'ix_sessions_check_in_code', columns: ['check_in_code'] },
      ],
      foreignKeys: [
        { name: 'fk_sessions_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_sessions_programme_id', column: 'programme_id', table: 'programmes' },
      ],
      checks: [
        { name: 'ck_sessions_order', expression: 'start_ms < end_ms' },
        { name: 'ck_sessions_state', expression: "state IN ('planned','cancelled')" },
        {
          name: 'ck_sessions_households',
          expression: 'households_taken >= 0 AND (households_max IS NULL OR households_taken <= households_max)',
        },
        { name: 'ck_sessions_waiting', expression: 'waiting >= 0 AND waiting <= waitlist_max' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('sessions', true);
  }
}

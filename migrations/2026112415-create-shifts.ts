import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, int, ms, ref, text } from '../src/database/column-types';

export class CreateShifts1795478400015 implements MigrationInterface {
  readonly name = 'CreateShifts1795478400015';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'shifts',
      columns: [
        id(),
        ref('org_id'),
        ref('session_id'),
        ref('programme_id'),
        text('post_key', 64),
        int('post_order'),
        ms('start_ms'),
        ms('end_ms'),
        flag('night'),
        int('seats_min'),
        int('seats_max'),
        int('taken'),
        text('state', 16),
      ],
      indices: [
        { name: 'uq_shifts_session_post', columns: ['session_id', 'post_key'], unique: true },
        { name: 'ix_shifts_org_start', columns: ['org_id', 'start_ms'] },
      ],
      foreignKeys: [
        { name: 'fk_shifts_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_shifts_session_id', column: 'session_id', table: 'sessions' },
      ],
      checks: [
        { name: 'ck_shifts_taken', expression: 'taken >= 0 AND taken <= seats_max' },
        { name: 'ck_shifts_seats', expression: 'seats_min >= 0 AND seats_min <= seats_max' },
        { name: 'ck_shifts_state', expression: "state IN ('open','cancelled')" },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('shifts', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateEscalations1795564800033 implements MigrationInterface {
  readonly name = 'CreateEscalations1795564800033';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'escalations',
      columns: [
        id(),
        ref('org_id'),
        ref('shift_id'),
        longText('policy'),
        text('state', 12),
        int('step'),
        ms('opened_ms'),
        nullable(ms('next_ms')),
        nullable(ms('ended_ms')),
      ],
      indices: [
        { name: 'ix_escalations_state', columns: ['state', 'next_ms'] },
        { name: 'ix_escalations_shift', columns: ['shift_id'] },
      ],
      checks: [{ name: 'ck_escalations_state', expression: "state IN ('open','acknowledged','arrived','over')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('escalations', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateEscalationCalls1795564800034 implements MigrationInterface {
  readonly name = 'CreateEscalationCalls1795564800034';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'escalation_calls',
      columns: [
        id(),
        ref('org_id'),
        ref('escalation_id'),
        ref('person_id'),
        text('step', 12),
        ms('called_ms'),
        nullable(ms('acked_ms')),
      ],
      indices: [
        { name: 'ix_escalation_calls_escalation', columns: ['escalation_id'] },
        { name: 'ix_escalation_calls_person', columns: ['person_id', 'called_ms'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('escalation_calls', true);
  }
}

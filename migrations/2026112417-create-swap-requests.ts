import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSwapRequests1795478400017 implements MigrationInterface {
  readonly name = 'CreateSwapRequests1795478400017';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'swap_requests',
      columns: [
        id(),
        ref('org_id'),
        text('kind', 8),
        ref('assignment_id'),
        ref('from_person_id'),
        nullable(ref('to_person_id')),
        nullable(ref('other_assignment_id')),
        text('state', 12),
        ms('created_ms'),
        ms('expires_ms'),
        nullable(ms('answered_ms')),
      ],
      indices: [
        { name: 'ix_swap_requests_assignment', columns: ['assignment_id', 'state'] },
        { name: 'ix_swap_requests_to_person', columns: ['to_person_id', 'state'] },
        { name: 'ix_swap_requests_state_expires', columns: ['state', 'expires_ms'] },
      ],
      foreignKeys: [{ name: 'fk_swap_requests_org_id', column: 'org_id', table: 'organisations' }],
      checks: [
        { name: 'ck_swap_requests_kind', expression: "kind IN ('offer','give','swap')" },
        { name: 'ck_swap_requests_state', expression: "state IN ('open','accepted','refused','expired','withdrawn')" },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('swap_requests', true);
  }
}

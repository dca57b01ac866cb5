import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSwapRings1795564800011 implements MigrationInterface {
  readonly name = 'CreateSwapRings1795564800011';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'swap_rings',
      columns: [
        id(),
        ref('org_id'),
        text('state', 12),
        nullable(ref('ended_by')),
        ms('created_ms'),
        ms('expires_ms'),
        nullable(ms('settled_ms')),
      ],
      indices: [{ name: 'ix_swap_rings_state_expires', columns: ['state', 'expires_ms'] }],
      foreignKeys: [{ name: 'fk_swap_rings_org_id', column: 'org_id', table: 'organisations' }],
      checks: [
        {
          name: 'ck_swap_rings_state',
          expression: "state IN ('open','done','refused','expired','withdrawn','undone')",
        },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('swap_rings', true);
  }
}

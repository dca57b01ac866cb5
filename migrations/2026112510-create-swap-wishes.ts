import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSwapWishes1795564800010 implements MigrationInterface {
  readonly name = 'CreateSwapWishes1795564800010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'swap_wishes',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        ref('assignment_id'),
        longText('wanted'),
        text('state', 12),
        nullable(ref('ring_id')),
        nullable(ms('sought_ms')),
        ms('created_ms'),
        ms('expires_ms'),
        nullable(ms('settled_ms')),
      ],
      indices: [
        { name: 'ix_swap_wishes_org_state', columns: ['org_id', 'state', 'created_ms'] },
        { name: 'ix_swap_wishes_state_expires', columns: ['state', 'expires_ms'] },
        { name: 'ix_swap_wishes_assignment', columns: ['assignment_id', 'state'] },
        { name: 'ix_swap_wishes_ring', columns: ['ring_id'] },
      ],
      foreignKeys: [{ name: 'fk_swap_wishes_org_id', column: 'org_id', table: 'organisations' }],
      checks: [{ name: 'ck_swap_wishes_state', expression: "state IN ('open','done','withdrawn','expired')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('swap_wishes', true);
  }
}

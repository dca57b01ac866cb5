import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSwapRingLegs1795564800012 implements MigrationInterface {
  readonly name = 'CreateSwapRingLegs1795564800012';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'swap_ring_legs',
      columns: [
        id(),
        ref('org_id'),
        ref('ring_id'),
        ref('wish_id'),
        int('place'),
        ref('person_id'),
        ref('assignment_id'),
        ref('takes_assignment_id'),
        ms('start_ms'),
        ms('end_ms'),
        text('answer', 12),
        nullable(ms('answered_ms')),
        nullable(ref('became_id')),
      ],
      indices: [
        { name: 'uq_swap_ring_legs_place', columns: ['ring_id', 'place'], unique: true },
        { name: 'ix_swap_ring_legs_person', columns: ['person_id', 'answer'] },
        { name: 'ix_swap_ring_legs_wish', columns: ['wish_id', 'answer'] },
        { name: 'ix_swap_ring_legs_assignment', columns: ['assignment_id'] },
      ],
      foreignKeys: [{ name: 'fk_swap_ring_legs_org_id', column: 'org_id', table: 'organisations' }],
      checks: [{ name: 'ck_swap_ring_legs_answer', expression: "answer IN ('waiting','agreed','refused','expired')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('swap_ring_legs', true);
  }
}

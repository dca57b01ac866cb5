import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, text } from '../src/database/column-types';

export class CreateScheduleSlots1795478400025 implements MigrationInterface {
  readonly name = 'CreateScheduleSlots1795478400025';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'schedule_slots',
      columns: [id(), text('job', 64), ms('slot_ms'), ms('taken_ms'), nullable(ms('done_ms'))],
      indices: [{ name: 'uq_schedule_slots_job_slot', columns: ['job', 'slot_ms'], unique: true }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('schedule_slots', true);
  }
}

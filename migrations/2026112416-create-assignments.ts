import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateAssignments1795478400016 implements MigrationInterface {
  readonly name = 'CreateAssignments1795478400016';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'assignments',
      columns: [
        id(),
        ref('org_id'),
        ref('shift_id'),
        ref('person_id'),
        text('state', 16),
        text('ended_key', 26),
        ms('start_ms'),
        ms('end_ms'),
        flag('night'),
        text('source', 16),
        text('uid', 64),
        int('sequence'),
        ms('created_ms'),
        ms('changed_ms'),
        nullable(ms('confirmed_ms')),
        nullable(ms('arrived_ms')),
        nullable(ms('left_ms')),
        nullable(int('service_minutes')),
        nullable(ref('replaced_by')),
        nullable(text('note', 300)),
      ],
      indices: [
        { name: 'uq_assignments_shift_person', columns: ['shift_id', 'person_id', 'ended_key'], unique: true },
        { name: 'ix_assignments_person_start', columns: ['person_id', 'start_ms'] },
        { name: 'ix_assignments_org_start', columns: ['org_id', 'start_ms'] },
        { name: 'uq_assignments_uid', columns: ['uid'], unique: true },
      ],
      foreignKeys: [
        { name: 'fk_assignments_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_assignments_shift_id', column: 'shift_id', table: 'shifts' },
        { name: 'fk_assignments_person_id', column: 'person_id', table: 'people' },
      ],
      checks: [
        {
          name: 'ck_assignments_state',
          expression: "state IN ('held','confirmed','on-duty','done','offered','dropped','no-show')",
        },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('assignments', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateRegistrations1795478400020 implements MigrationInterface {
  readonly name = 'CreateRegistrations1795478400020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'registrations',
      columns: [
        id(),
        ref('org_id'),
        ref('session_id'),
        ref('person_id'),
        int('party'),
        text('state', 12),
        text('ended_key', 26),
        ms('queued_ms'),
        text('uid', 64),
        int('sequence'),
        ms('created_ms'),
        ms('changed_ms'),
        nullable(ms('attended_ms')),
        nullable(int('score')),
        nullable(longText('feedback')),
      ],
      indices: [
        { name: 'uq_registrations_session_person', columns: ['session_id', 'person_id', 'ended_key'], unique: true },
        { name: 'ix_registrations_session_state', columns: ['session_id', 'state', 'queued_ms'] },
        { name: 'ix_registrations_person', columns: ['person_id'] },
        { name: 'uq_registrations_uid', columns: ['uid'], unique: true },
      ],
      foreignKeys: [
        { name: 'fk_registrations_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_registrations_session_id', column: 'session_id', table: 'sessions' },
        { name: 'fk_registrations_person_id', column: 'person_id', table: 'people' },
      ],
      checks: [
        { name: 'ck_registrations_state', expression: "state IN ('registered','waiting','cancelled','attended')" },
        { name: 'ck_registrations_party', expression: 'party >= 1' },
        { name: 'ck_registrations_score', expression: 'score IS NULL OR (score BETWEEN 1 AND 5)' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('registrations', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateCalendarAnswers1795564800063 implements MigrationInterface {
  readonly name = 'CreateCalendarAnswers1795564800063';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'calendar_answers',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('uid', 64),
        text('channel', 16),
        text('partstat', 16),
        int('sequence'),
        nullable(ms('stamp_ms')),
        ms('received_ms'),
        text('message_key', 64),
        flag('taken'),
        nullable(text('note', 300)),
      ],
      indices: [
        { name: 'uq_calendar_answers_message_key', columns: ['message_key'], unique: true },
        { name: 'ix_calendar_answers_person', columns: ['person_id', 'received_ms'] },
        { name: 'ix_calendar_answers_uid', columns: ['uid'] },
      ],
      foreignKeys: [
        { name: 'fk_calendar_answers_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_calendar_answers_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('calendar_answers', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, longText, ms, nullable, text } from '../src/database/column-types';

export class CreateInbox1795478400022 implements MigrationInterface {
  readonly name = 'CreateInbox1795478400022';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'inbox',
      columns: [
        id(),
        text('channel', 32),
        text('message_id', 191),
        text('sender', 191),
        text('conversation', 191),
        nullable(longText('payload')),
        text('state', 12),
        ms('received_ms'),
        nullable(ms('answered_ms')),
      ],
      indices: [
        { name: 'uq_inbox_channel_message', columns: ['channel', 'message_id'], unique: true },
        { name: 'ix_inbox_state', columns: ['state', 'received_ms'] },
      ],
      checks: [{ name: 'ck_inbox_state', expression: "state IN ('received','answered','failed')" }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('inbox', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, longText, ms, nullable, text } from '../src/database/column-types';

/** What platforms deliver by calling the service: no delivery counts twice, and none is lost with the process. */
export class CreateCallBacks1796086800041 implements MigrationInterface {
  readonly name = 'CreateCallBacks1796086800041';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'call_backs',
      columns: [
        id(),
        text('channel', 32),
        text('nonce_hash', 64),
        text('message_key', 100),
        text('sender', 191),
        flag('late'),
        nullable(longText('payload')),
        nullable(ms('due_ms')),
        ms('received_ms'),
      ],
      indices: [
        { name: 'uq_call_backs_nonce', columns: ['channel', 'nonce_hash'], unique: true },
        { name: 'ix_call_backs_message', columns: ['channel', 'message_key'] },
        { name: 'ix_call_backs_due', columns: ['due_ms'] },
        { name: 'ix_call_backs_received', columns: ['received_ms'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('call_backs', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateOutbox1795478400023 implements MigrationInterface {
  readonly name = 'CreateOutbox1795478400023';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'outbox',
      columns: [
        id(),
        ref('org_id'),
        text('dedupe_key', 191),
        nullable(ref('person_id')),
        nullable(text('channel', 32)),
        nullable(text('address', 191)),
        text('kind', 40),
        text('class', 8),
        nullable(text('subject_id', 64)),
        longText('content'),
        ms('due_ms'),
        nullable(ms('not_after_ms')),
        text('state', 12),
        nullable(ms('lease_until_ms')),
        nullable(text('lease_token', 40)),
        int('attempts'),
        int('crashes'),
        ms('next_ms'),
        nullable(text('provider_message_id', 191)),
        nullable(text('reason', 300)),
        ms('created_ms'),
        nullable(ms('sent_ms')),
      ],
      indices: [
        { name: 'uq_outbox_dedupe_key', columns: ['dedupe_key'], unique: true },
        { name: 'ix_outbox_state_next', columns: ['state', 'next_ms', 'id'] },
        { name: 'ix_outbox_state_lease', columns: ['state', 'lease_until_ms'] },
        { name: 'ix_outbox_subject', columns: ['subject_id'] },
        { name: 'ix_outbox_person', columns: ['person_id', 'created_ms'] },
      ],
      checks: [
        { name: 'ck_outbox_state', expression: "state IN ('pending','leased','sent','failed','expired','suppressed')" },
        { name: 'ck_outbox_class', expression: "class IN ('urgent','normal','bulk')" },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('outbox', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, key, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateDialogues1795478400026 implements MigrationInterface {
  readonly name = 'CreateDialogues1795478400026';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'dialogues',
      columns: [
        key('id', 64),
        ref('org_id'),
        ref('person_id'),
        text('channel', 32),
        text('conversation', 191),
        nullable(longText('listing')),
        nullable(ms('listing_until_ms')),
        nullable(longText('question')),
        nullable(ms('question_until_ms')),
        ms('changed_ms'),
      ],
      indices: [{ name: 'ix_dialogues_person', columns: ['person_id'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('dialogues', true);
  }
}

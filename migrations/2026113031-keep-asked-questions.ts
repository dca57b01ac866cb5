import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, longText, ms, nullable, ref } from '../src/database/column-types';

/** What the bot did not understand and somebody wanted to be passed on, with what a coordinator answered. */
export class KeepAskedQuestions1796000400031 implements MigrationInterface {
  readonly name = 'KeepAskedQuestions1796000400031';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'asked_questions',
      columns: [
        id(),
        ref('org_id'),
        int('number'),
        ref('person_id'),
        longText('text'),
        ms('asked_ms'),
        nullable(longText('answer')),
        nullable(ref('answered_by')),
        nullable(ms('answered_ms')),
        nullable(ms('kept_ms')),
      ],
      indices: [
        { name: 'uq_asked_questions_number', columns: ['org_id', 'number'], unique: true },
        { name: 'ix_asked_questions_person', columns: ['person_id'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('asked_questions', true);
  }
}

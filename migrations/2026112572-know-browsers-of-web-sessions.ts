import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ms, nullable, text } from '../src/database/column-types';

/** What a session's owner sees of it in her list, and when she last proved who she is. */
export class KnowBrowsersOfWebSessions1795564800072 implements MigrationInterface {
  readonly name = 'KnowBrowsersOfWebSessions1795564800072';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'web_sessions', nullable(text('browser', 120)));
    await addColumn(queryRunner, 'web_sessions', nullable(ms('verified_ms')));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('web_sessions', 'verified_ms');
    await queryRunner.dropColumn('web_sessions', 'browser');
  }
}

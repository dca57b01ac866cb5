import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, ms, nullable } from '../src/database/column-types';

/** Since when a session takes no new sign-ups, whatever room it has; null: it takes them. */
export class CloseSignUps1796000400051 implements MigrationInterface {
  readonly name = 'CloseSignUps1796000400051';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'sessions', nullable(ms('sign_up_closed_ms')));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('sessions', 'sign_up_closed_ms');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, nullable, text } from '../src/database/column-types';

/** A feed shows its owner's own entries, or all sessions of a programme or of the organisation. */
export class LetFeedsShowMore1795564800062 implements MigrationInterface {
  readonly name = 'LetFeedsShowMore1795564800062';

  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumn(queryRunner, 'feed_tokens', nullable(text('view', 40)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropColumn('feed_tokens', 'view');
  }
}

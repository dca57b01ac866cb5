import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, int, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateSignInChallenges1795564800070 implements MigrationInterface {
  readonly name = 'CreateSignInChallenges1795564800070';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'sign_in_challenges',
      columns: [
        id(),
        nullable(ref('org_id')),
        nullable(ref('person_id')),
        text('purpose', 24),
        text('browser_hash', 64),
        text('secret_hash', 64),
        int('tries'),
        ms('created_ms'),
        ms('expires_ms'),
        nullable(ms('used_ms')),
      ],
      indices: [
        { name: 'ix_sign_in_challenges_browser', columns: ['browser_hash', 'purpose', 'expires_ms'] },
        { name: 'ix_sign_in_challenges_person', columns: ['person_id', 'created_ms'] },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('sign_in_challenges', true);
  }
}

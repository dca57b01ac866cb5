import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, key, longText, ms, nullable } from '../src/database/column-types';

/** Access tokens of channels, held once for all processes: two that ask for themselves make each other's invalid. */
export class CreateChannelTokens1796086800042 implements MigrationInterface {
  readonly name = 'CreateChannelTokens1796086800042';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'channel_tokens',
      columns: [key('id', 32), nullable(longText('token')), ms('ends_ms'), ms('held_until_ms'), ms('forced_ms')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('channel_tokens', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateCalendarSources1795564800066 implements MigrationInterface {
  readonly name = 'CreateCalendarSources1795564800066';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'calendar_sources',
      columns: [
        id(),
        ref('org_id'),
        nullable(ref('programme_id')),
        nullable(text('place', 200)),
        text('name', 100),
        text('url', 1000),
        nullable(text('fault', 40)),
        nullable(ms('read_ms')),
        ms('created_ms'),
      ],
      indices: [{ name: 'ix_calendar_sources_org', columns: ['org_id'] }],
      foreignKeys: [
        { name: 'fk_calendar_sources_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_calendar_sources_programme_id', column: 'programme_id', table: 'programmes' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('calendar_sources', true);
  }
}

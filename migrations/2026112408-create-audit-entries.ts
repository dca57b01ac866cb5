import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, longText, ms, nullable, ref, text } from '../src/database/column-types';

export class CreateAuditEntries1795478400008 implements MigrationInterface {
  readonly name = 'CreateAuditEntries1795478400008';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'audit_entries',
      columns: [
        id(),
        ref('org_id'),
        ms('at_ms'),
        nullable(ref('actor_id')),
        nullable(ref('on_behalf_of')),
        text('act', 40),
        text('subject_type', 32),
        text('subject_id', 64),
        longText('detail'),
        text('channel', 32),
        nullable(longText('undo_with')),
        nullable(ms('undone_ms')),
      ],
      indices: [
        { name: 'ix_audit_entries_org_at', columns: ['org_id', 'at_ms'] },
        { name: 'ix_audit_entries_actor_at', columns: ['actor_id', 'at_ms'] },
        { name: 'ix_audit_entries_subject', columns: ['subject_id'] },
      ],
      foreignKeys: [{ name: 'fk_audit_entries_org_id', column: 'org_id', table: 'organisations' }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('audit_entries', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, ms, ref, text } from '../src/database/column-types';

export class CreateIdentities1795478400004 implements MigrationInterface {
  readonly name = 'CreateIdentities1795478400004';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'identities',
      columns: [id(), ref('org_id'), ref('person_id'), text('channel', 32), text('external_id', 191), ms('bound_ms')],
      indices: [
        { name: 'uq_identities_channel_external', columns: ['channel', 'external_id'], unique: true },
        { name: 'ix_identities_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_identities_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_identities_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('identities', true);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, flag, id, int, ms, ref, text } from '../src/database/column-types';

export class CreateInvitations1795564800064 implements MigrationInterface {
  readonly name = 'CreateInvitations1795564800064';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, {
      name: 'invitations',
      columns: [
        id(),
        ref('org_id'),
        ref('person_id'),
        text('kind', 16),
        text('subject_id', 26),
        text('uid', 64),
        text('address', 254),
        text('organizer', 254),
        int('revision'),
        text('digest', 64),
        flag('cancelled'),
        ms('changed_ms'),
      ],
      indices: [
        { name: 'uq_invitations_uid', columns: ['uid'], unique: true },
        { name: 'ix_invitations_person', columns: ['person_id'] },
      ],
      foreignKeys: [
        { name: 'fk_invitations_org_id', column: 'org_id', table: 'organisations' },
        { name: 'fk_invitations_person_id', column: 'person_id', table: 'people' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('invitations', true);
  }
}

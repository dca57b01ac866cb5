import { TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';

const INDICES = [
  { table: 'outbox', name: 'ix_outbox_class_next', columns: ['state', 'class', 'next_ms', 'id'] },
  { table: 'inbox', name: 'ix_inbox_sender', columns: ['channel', 'sender', 'received_ms'] },
];

/**
 * A message's sending is noted before it begins: what was only taken may be suppressed, and costs no crash when its
 * process dies. The most pressing due messages are found by index, and when somebody last wrote to us.
 */
export class NoteBegunSendings1795564800020 implements MigrationInterface {
  readonly name = 'NoteBegunSendings1795564800020';

  async up(queryRunner: QueryRunner): Promise<void> {
    if (!(await queryRunner.hasColumn('outbox', 'begun_ms')))
      await queryRunner.query('ALTER TABLE outbox ADD COLUMN begun_ms bigint NULL');
    for (const { table, name, columns } of INDICES) {
      if (await has(queryRunner, table, name)) continue;
      await queryRunner.createIndex(table, new TableIndex({ name, columnNames: columns }));
    }
    if (await has(queryRunner, 'outbox', 'ix_outbox_state_next'))
      await queryRunner.dropIndex('outbox', 'ix_outbox_state_next');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    if (!(await has(queryRunner, 'outbox', 'ix_outbox_state_next')))
      await queryRunner.createIndex(
        'outbox',
        new TableIndex({ name: 'ix_outbox_state_next', columnNames: ['state', 'next_ms', 'id'] }),
      );
    for (const { table, name } of INDICES) {
      if (await has(queryRunner, table, name)) await queryRunner.dropIndex(table, name);
    }
    if (await queryRunner.hasColumn('outbox', 'begun_ms'))
      await queryRunner.query('ALTER TABLE outbox DROP COLUMN begun_ms');
  }
}

async function has(queryRunner: QueryRunner, table: string, index: string): Promise<boolean> {
  const known = await queryRunner.getTable(table);
  return known?.indices.some((one) => one.name === index) ?? false;
}

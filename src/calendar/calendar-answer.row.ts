import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { flagTransformer, numberTransformer } from '../database/column-types';

/** Something a person answered to an invitation, by mail or by a link; all are kept, the last one taken is in force. */
@Entity('calendar_answers')
@Index('uq_calendar_answers_message_key', ['messageKey'], { unique: true })
@Index('ix_calendar_answers_person', ['personId', 'receivedMs'])
@Index('ix_calendar_answers_uid', ['uid'])
@ForeignKey('OrganisationRow', ['orgId'], ['id'], {
  name: 'fk_calendar_answers_org_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
@ForeignKey('PersonRow', ['personId'], ['id'], {
  name: 'fk_calendar_answers_person_id',
  onDelete: 'NO ACTION',
  onUpdate: 'NO ACTION',
})
export class CalendarAnswerRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'uid', type: 'varchar', length: 64 })
  uid: string;

  @Column({ name: 'channel', type: 'varchar', length: 16 })
  channel: string;

  @Column({ name: 'partstat', type: 'varchar', length: 16 })
  partstat: string;

  /** The revision of the entry that was answered. */
  @Column({ name: 'sequence', type: 'int' })
  sequence: number;

  /** DTSTAMP of a reply; null for a link. */
  @Column({ name: 'stamp_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  stampMs: number | null;

  @Column({ name: 'received_ms', type: 'bigint', transformer: numberTransformer })
  receivedMs: number;

  /** Hash of the message or link: the same one again finds this row. */
  @Column({ name: 'message_key', type: 'varchar', length: 64 })
  messageKey: string;

  /** Whether it had its effect; else the rota refused it. */
  @Column({ name: 'taken', type: 'tinyint', transformer: flagTransformer })
  taken: boolean;

  /** The person's own words, or why it was refused. */
  @Column({ name: 'note', type: 'varchar', length: 300, nullable: true })
  note: string | null;
}

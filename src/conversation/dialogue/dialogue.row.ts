import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../../database/column-types';

/** What stands open between the bot and one person in one conversation: the last numbered list and the last question. */
@Entity('dialogues')
@Index('ix_dialogues_person', ['personId'])
export class DialogueRow {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 64 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'channel', type: 'varchar', length: 32 })
  channel: string;

  @Column({ name: 'conversation', type: 'varchar', length: 191 })
  conversation: string;

  @Column({ name: 'listing', type: 'text', nullable: true })
  listing: string | null;

  @Column({ name: 'listing_until_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  listingUntilMs: number | null;

  @Column({ name: 'question', type: 'text', nullable: true })
  question: string | null;

  @Column({ name: 'question_until_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  questionUntilMs: number | null;

  @Column({ name: 'changed_ms', type: 'bigint', transformer: numberTransformer })
  changedMs: number;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { numberTransformer } from '../database/column-types';

/** Something that the bot did not understand and that somebody wanted to be passed on to the coordinators. */
@Entity('asked_questions')
@Index('uq_asked_questions_number', ['orgId', 'number'], { unique: true })
@Index('ix_asked_questions_person', ['personId'])
export class AskedQuestionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 })
  id: string;

  @Column({ name: 'org_id', type: 'varchar', length: 26 })
  orgId: string;

  /** Counts from 1 within the organisation: what a coordinator names it by in the chat. */
  @Column({ name: 'number', type: 'int' })
  number: number;

  /** Who asked. */
  @Column({ name: 'person_id', type: 'varchar', length: 26 })
  personId: string;

  @Column({ name: 'text', type: 'text' })
  text: string;

  @Column({ name: 'asked_ms', type: 'bigint', transformer: numberTransformer })
  askedMs: number;

  @Column({ name: 'answer', type: 'text', nullable: true })
  answer: string | null;

  @Column({ name: 'answered_by', type: 'varchar', length: 26, nullable: true })
  answeredBy: string | null;

  @Column({ name: 'answered_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  answeredMs: number | null;

  /** When it went into the organisation's list of questions and answers. */
  @Column({ name: 'kept_ms', type: 'bigint', transformer: numberTransformer, nullable: true })
  keptMs: number | null;
}

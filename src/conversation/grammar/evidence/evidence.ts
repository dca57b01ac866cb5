import type { CivilDateTime } from '../../../kernel/civil-time';
import type { Entity } from '../entities/entity';
import type { Intent } from '../clauses/forms/clause-form';

/** Something with a value of its own as it was said, in the normal form: 3个, 第三个, 两个班 are one number and three words. */
export interface SaidEntity {
  readonly entity: Entity;
  readonly word: string;
  readonly from: number;
}

/**
 * What a clause does: it carries an act (`act`), names a condition, repeats what somebody said (`quote`), says something that was
 * understood and asks for nothing (`told`), or gives a reason; `unknown` is what may be any of these.
 */
export type ClauseRole = 'act' | 'reason' | 'condition' | 'quote' | 'told' | 'unknown';

/** Who is to do, or does, what a clause is about: `none` where nobody is named, as people leave themselves out. */
export interface Subject {
  readonly kind: 'self' | 'other' | 'none';
  /** The words for somebody else, without what stands before them. */
  readonly word: string;
  /** A name: only a name can be acted for. */
  readonly named: boolean;
}

export interface EvidenceClause {
  readonly role: ClauseRole;
  readonly subject: Subject;
  readonly negated: boolean;
  readonly asks: boolean;
  readonly intent: Intent | 'unknown';
  /** As it was said, in the normal form, and with its entities as capitals. */
  readonly text: string;
  readonly words: string;
}

/** What the one reading of a text found besides its requests: what guards, and whoever answers, go by instead of the text. */
export interface Evidence {
  readonly raw: string;
  readonly text: string;
  readonly skeleton: string;
  readonly entities: readonly SaidEntity[];
  readonly clauses: readonly EvidenceClause[];
  /** The clauses that carry the acts, as said and with their entities as capitals. */
  readonly acting: string;
  readonly words: string;
  /** The name that the text begins with and goes on about. */
  readonly topic: string | null;
  /** What neither an entity, a form of clause, a filler nor a remark accounts for. */
  readonly unread: readonly string[];
  /** The clause of a look that no form fits, told by its words alone. */
  readonly looked: string | null;
  readonly wall: CivilDateTime;
}

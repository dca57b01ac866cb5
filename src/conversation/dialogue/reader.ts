import type { Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import type { Answer } from '../grammar/readings/answers';
import type { Word } from '../grammar/readings/words';
import type { Reading } from '../grammar/reading';
import { openQuestion, type Question } from './dialogue';
import type { Heard } from './hearing';
import type { Paced } from './pace';
import type { Plan } from './plan';
import type { MessageContext } from './message-context';
import type { Speaker } from './turn';

/** A message that has been read. It is read once: everything behind goes by what is here. */
export interface ReadMessage {
  readonly message: InboundMessage;
  readonly heard: Heard;
  readonly pace: Paced;
  readonly now: Instant;
  /** null: the account is bound to nobody. */
  readonly speaker: Speaker | null;
  readonly standing: MessageContext;
  /** What stands open in the person's private conversation, for what may not be said here. */
  readonly privately: MessageContext['here'];
  /** What it asks for; empty where there was nothing to read. */
  readonly readings: readonly Reading[];
  /** What it is as an answer to the open question; null where none is open. */
  readonly answer: Answer | null;
  /** What it says as a mere word to whoever waits for one; null where it says more, or something else. */
  readonly word: Word | null;
}

/** Makes a plan of what was read, or null: then it is for the next one. */
export interface Reader {
  read(message: ReadMessage): Plan | null | Promise<Plan | null>;
}

/** The question that waits for an answer where the message was said. */
export const questionOpenTo = ({ standing }: ReadMessage): Question | null => openQuestion(standing.here, standing.now);

export const inGroup = ({ message }: ReadMessage): boolean => message.conversation.kind === 'group';

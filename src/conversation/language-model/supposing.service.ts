import { Injectable } from '@nestjs/common';
import { contextOf } from '../dialogue/act-context';
import { described } from '../dialogue/describing';
import { saying, stepOf, type Plan } from '../dialogue/plan';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../dialogue/reader';
import { read } from '../dialogue/message-context';
import { withQuestion } from '../dialogue/turn';
import * as sayManners from '../wording/manners';
import { Proposals } from './proposals.service';

/** A question is open that wants an answer; the offer to pass something on wants none. */
const isAsked = (message: ReadMessage): boolean => {
  const open = questionOpenTo(message);
  return open !== null && open.yes?.every(({ act }) => act === 'ask-coordinator') !== true;
};

/**
 * What a language model believes was meant by what the grammar did not understand, in private alone: said back, it waits for
 * 是, whatever it is. null where no model is set up or it has no idea either.
 */
@Injectable()
export class Supposing implements Reader {
  constructor(private readonly proposals: Proposals) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const { heard, speaker, standing, now } = message;
    if (heard.kind !== 'text' || !speaker || inGroup(message) || isAsked(message)) return null;
    const context = contextOf(message.message, speaker, now, 'model');
    const reading = await this.proposals.propose(heard.text, context, (sentence) => read(sentence, standing));
    if (!reading) return null;
    const text = sayManners.supposed(described(reading, standing));
    return saying(withQuestion(text, { options: [], yes: [stepOf(reading)] }));
  }
}

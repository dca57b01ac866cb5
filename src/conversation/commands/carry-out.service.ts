import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../../kernel/civil-time';
import { contextOf } from '../dialogue/act-context';
import { listingFor, type Step } from '../dialogue/dialogue';
import { isLook } from '../dialogue/plan';
import { inGroup, type ReadMessage } from '../dialogue/reader';
import type { CommandAnswer, Speaker, Turn } from '../dialogue/turn';
import * as sayManners from '../wording/manners';
import { CommandTable } from './command-table';

/** The acts that a message came to, each by its command, and what becomes of them as one answer. */
@Injectable()
export class CarryOut {
  constructor(private readonly commands: CommandTable) {}

  async run(steps: readonly Step[], read: ReadMessage, speaker: Speaker): Promise<CommandAnswer> {
    const { message, standing, now } = read;
    const outcomes: CommandAnswer[] = [];
    let acts = 0;
    for (const step of steps) {
      const turn: Turn = {
        speaker,
        about: speaker,
        scope: speaker.scope,
        now,
        today: civilDateOf(now, speaker.scope.zone),
        step,
        text: message.text,
        listing: listingFor(standing.here, standing.elsewhere, now),
        inGroup: inGroup(read),
        channel: message.channel,
        act: () => contextOf(message, speaker, now, String(acts++)),
      };
      outcomes.push(await this.commands.run(turn));
    }
    return together(
      outcomes,
      steps.map(({ act }) => isLook(act)),
    );
  }
}

/**
 * The outcomes of several acts as one: a line for each that is settled, and in full what asks or shows something. `looks`: which
 * of them only show.
 */
function together(outcomes: readonly CommandAnswer[], looks: readonly boolean[]): CommandAnswer {
  const [only] = outcomes;
  if (only && outcomes.length === 1) return only;
  const inFull = (outcome: CommandAnswer): boolean =>
    looks[outcomes.indexOf(outcome)] === true ||
    outcome.question !== undefined ||
    outcome.replies.some((reply) => !('text' in reply));
  const settled = outcomes.filter((outcome) => !inFull(outcome));
  const rest = outcomes.filter(inFull);
  const texts = settled.flatMap(({ replies }) => replies.map((reply) => ('text' in reply ? reply.text : '')));
  return {
    replies: [...sayManners.inShort(texts).map((text) => ({ text })), ...rest.flatMap((outcome) => outcome.replies)],
    personal: outcomes.some((outcome) => outcome.personal),
    secret: outcomes.some((outcome) => outcome.secret),
    question: rest.findLast((outcome) => outcome.question)?.question,
  };
}

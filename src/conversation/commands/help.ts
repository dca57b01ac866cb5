import { Injectable } from '@nestjs/common';
import { reply, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { codeWhere } from '../wording/own-questions';
import * as say from '../wording/help';
import { ProgrammeMeasures } from './programme-measures.service';

/** 帮助: what the speaker can say, by what she is here. */
@Injectable()
export class HelpCommand implements Command {
  readonly act = 'help';
  readonly audience = 'everybody';

  constructor(private readonly measures: ProgrammeMeasures) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    if (turn.step.asks === 'code') return reply(codeWhere());
    const { roles } = turn.speaker;
    const coordinator = roles.includes('coordinator') && !turn.inGroup;
    const volunteer = roles.includes('volunteer') || (roles.includes('coordinator') && turn.inGroup);
    const measures = volunteer ? await this.measures.ofSpeaker(turn) : [];
    return reply(say.help({ volunteer, coordinator, leader: roles.includes('leader') && !turn.inGroup }, measures));
  }
}

import { Injectable } from '@nestjs/common';
import { reply, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/help';

/** 帮助: what the speaker can say, by what she is here. */
@Injectable()
export class HelpCommand implements Command {
  readonly act = 'help';
  readonly audience = 'everybody';

  run(turn: Turn): Promise<CommandAnswer> {
    const { roles } = turn.speaker;
    const coordinator = roles.includes('coordinator') && !turn.inGroup;
    const volunteer = roles.includes('volunteer') || (roles.includes('coordinator') && turn.inGroup);
    return Promise.resolve(reply(say.help({ volunteer, coordinator, participant: roles.includes('participant') })));
  }
}

import { Injectable } from '@nestjs/common';
import type { Act } from '../grammar/reading';
import { onlyComes, reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/manners';

/** Every act that can be carried out, each by its one command. */
@Injectable()
export class CommandTable {
  private readonly byAct: ReadonlyMap<Act, Command>;

  /** Throws when two commands claim the same act. */
  constructor(commands: readonly Command[]) {
    this.byAct = new Map(commands.map((command) => [command.act, command]));
    if (this.byAct.size !== commands.length) throw new Error('two commands for one act');
  }

  /** The acts of coordinators and leaders are refused to others, and in groups to everybody; what is among volunteers is refused to families. */
  async run(turn: Turn): Promise<CommandAnswer> {
    const command = this.byAct.get(turn.step.act);
    if (!command) return reply(say.notUnderstood([], turn.speaker.roles));
    if (command.audience === 'serving' && onlyComes(turn.speaker.roles)) return replyPrivately(say.volunteersOnly());
    if (command.audience === 'coordinators' || command.audience === 'counting') {
      const { roles } = turn.speaker;
      const allowed = roles.includes('coordinator') || (command.audience === 'counting' && roles.includes('leader'));
      if (!allowed)
        return replyPrivately(command.audience === 'counting' ? say.countingOnly() : say.coordinatorsOnly());
      if (turn.inGroup) return reply(say.privateOnly());
    }
    return command.run(turn);
  }
}

import { Injectable } from '@nestjs/common';
import { Undo } from '../../acts/undo.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/undo';

/** 撤销: the speaker's last act, within its ten minutes. */
@Injectable()
export class UndoCommand implements Command {
  readonly act = 'undo';
  readonly audience = 'everybody';

  constructor(private readonly undos: Undo) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const result = await this.undos.undo(turn.act());
    return replyPrivately(result.ok ? say.undone(result.value) : say.undoRefusal(result.refusal));
  }
}

import { Injectable } from '@nestjs/common';
import { OpenShifts } from './open-shifts.service';
import type { Command, CommandAnswer, Turn } from '../dialogue/turn';

/** 空班: the seats that the speaker could take. */
@Injectable()
export class OpenShiftsCommand implements Command {
  readonly act = 'open-shifts';
  readonly audience = 'everybody';

  constructor(private readonly open: OpenShifts) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return this.open.list(turn, turn.step.slots);
  }
}

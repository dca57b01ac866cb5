import { Injectable } from '@nestjs/common';
import { GiveShift } from '../../rota/give-shift.service';
import { settle } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import { OwnShifts, isAhead } from './own-shifts.service';
import { PeopleByName, type Named } from './people-by-name.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayRequest from '../wording/requests';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';

/** 换班 3 给王芳: asks one person to take a shift; nothing moves before she agrees. */
@Injectable()
export class GiveCommand implements Command {
  readonly act = 'give';
  readonly audience = 'everybody';

  constructor(
    private readonly gives: GiveShift,
    private readonly own: OwnShifts,
    private readonly people: PeopleByName,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return this.people.settle(turn, (person, settled) => this.which(settled, person));
  }

  private async which(turn: Turn, person: Named): Promise<CommandAnswer> {
    return settle(turn, {
      verb: sayAct.giveTo(person.name),
      noun: sayAct.yourShiftNoun(),
      referents: await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty'),
      fresh: () => this.own.list(turn),
      personal: true,
      careful: true,
      one: (referent) => this.give(turn, referent, person),
    });
  }

  private async give(turn: Turn, { mine, line }: OwnReferent, person: Named): Promise<CommandAnswer> {
    const result = await this.gives.ask(turn.act(), { assignmentId: mine.assignmentId, toPersonId: person.id });
    if (result.ok) return replyPrivately(sayRequest.giveAsked(mine, person.name, turn.today));
    return replyPrivately(
      sayLetGo.actRefused(sayAct.giveTo(person.name), line, sayRefusal.rotaRefusal(result.refusal, turn)),
    );
  }
}

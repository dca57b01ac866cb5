import { Injectable } from '@nestjs/common';
import type { Act } from '../grammar/reading';
import { PeopleByName } from './people-by-name.service';
import { told, type Command, type Outcome, type Turn } from '../dialogue/turn';
import * as sayActFor from '../wording/act-for';
import * as sayAct from '../wording/acts';
import { ClaimCommand } from './claim';
import { ConfirmCommand } from './confirm';
import { DropCommand } from './drop';
import { OfferCommand } from './offer';
import { RegisterCommand, UnregisterCommand } from './participate';
import { ArriveCommand, OffDutyCommand } from './serve';
import { TakeLeaveCommand } from './take-leave';

/** 代 张三 认领 3: a coordinator does for somebody what she could do herself; the log names both. */
@Injectable()
export class ActForCommand implements Command {
  readonly act = 'act-for';
  readonly audience = 'coordinators';
  private readonly doable: ReadonlyMap<Act, Command>;

  constructor(
    private readonly people: PeopleByName,
    claim: ClaimCommand,
    drop: DropCommand,
    offer: OfferCommand,
    confirm: ConfirmCommand,
    arrive: ArriveCommand,
    offDuty: OffDutyCommand,
    leave: TakeLeaveCommand,
    register: RegisterCommand,
    unregister: UnregisterCommand,
  ) {
    const commands = [claim, drop, offer, confirm, arrive, offDuty, leave, register, unregister];
    this.doable = new Map(commands.map((command) => [command.act, command]));
  }

  async run(turn: Turn): Promise<Outcome> {
    const { doing } = turn.step;
    if (doing === undefined) return told(sayActFor.actForHow());
    const command = this.doable.get(doing);
    if (!command) return told(sayActFor.actForUnknown(sayAct.verb(doing)));
    return this.people.settle(turn, async (person, settled) => {
      const outcome = await command.run({ ...settled, about: { personId: person.id, name: person.name } });
      const [first, ...rest] = outcome.replies;
      if (!first || !('text' in first)) return outcome;
      return { ...outcome, personal: true, replies: [{ text: sayActFor.actedFor(person.name, first.text) }, ...rest] };
    });
  }
}

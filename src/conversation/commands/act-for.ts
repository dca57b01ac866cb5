import { Injectable } from '@nestjs/common';
import type { Act } from '../grammar/reading';
import { PeopleByName } from './people-by-name.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayActFor from '../wording/act-for';
import * as sayAct from '../wording/acts';

/** The commands that may be carried out for somebody else. */
export class DoableForOthers {
  private readonly byAct: ReadonlyMap<Act, Command>;

  constructor(commands: readonly Command[]) {
    this.byAct = new Map(commands.map((command) => [command.act, command]));
  }

  commandFor(act: Act): Command | undefined {
    return this.byAct.get(act);
  }

  get acts(): readonly Act[] {
    return [...this.byAct.keys()];
  }
}

/** 代 张三 认领 3: a coordinator does for somebody what she could do herself; the log names both. */
@Injectable()
export class ActForCommand implements Command {
  readonly act = 'act-for';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: PeopleByName,
    private readonly doable: DoableForOthers,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { doing } = turn.step;
    if (doing === undefined) {
      const text = sayActFor.actForHow(turn.step.slots.person);
      return replyPrivately(text, { question: { options: [], into: { step: turn.step, slot: 'doing' } } });
    }
    const command = this.doable.commandFor(doing);
    if (!command) return replyPrivately(sayActFor.actForUnknown(sayAct.verb(doing), this.doable.acts.map(sayAct.verb)));
    return this.people.settle(turn, async (person, settled) => {
      const outcome = await command.run({ ...settled, about: { personId: person.id, name: person.name } });
      const [first, ...rest] = outcome.replies;
      if (!first || !('text' in first)) return outcome;
      return { ...outcome, personal: true, replies: [{ text: sayActFor.actedFor(person.name, first.text) }, ...rest] };
    });
  }
}

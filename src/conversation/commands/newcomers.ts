import { Injectable } from '@nestjs/common';
import { AddVolunteer } from '../../accounts/add-volunteer.service';
import { BindingCodes } from '../../accounts/binding-codes.service';
import { wanting } from '../dialogue/asking';
import { replyPrivately, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/newcomers';
import { PeopleByName, personEntry } from './people-by-name.service';

/** 绑定码 王芳: a fresh code for her, shown once and kept nowhere. */
@Injectable()
export class BindingCodeCommand implements Command {
  readonly act = 'binding-code';
  readonly audience = 'coordinators';

  constructor(
    private readonly people: PeopleByName,
    private readonly codes: BindingCodes,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    return this.people.settle(turn, async ({ id, name }) => {
      if (turn.step.sure !== true) {
        const yes = [withChosen(turn.step, personEntry(id), { sure: true })];
        return replyPrivately(say.codePreview(name), { question: { options: [], yes } });
      }
      const result = await this.codes.issue(turn.act(), id);
      if (!result.ok) return replyPrivately(say.noCode(name));
      return replyPrivately(say.code(name, result.value.code), { secret: true });
    });
  }
}

/** 新增志愿者 张三: somebody more who serves, after her name was shown. */
@Injectable()
export class AddVolunteerCommand implements Command {
  readonly act = 'add-volunteer';
  readonly audience = 'coordinators';

  constructor(private readonly volunteers: AddVolunteer) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { slots, sure, seen } = turn.step;
    const name = slots.person?.trim() ?? '';
    if (name === '') return wanting(turn, say.namePlease(), 'person');
    const trainee = slots.note === say.trainee();
    const ask = (text: string, more: string): CommandAnswer =>
      replyPrivately(text, { question: { options: [], yes: [{ ...turn.step, sure: true, seen: more }] } });
    if (sure !== true) return ask(say.addPreview(name, trainee), '');
    const result = await this.volunteers.add(turn.act(), { name, trainee, anyway: seen === 'anyway' });
    if (result.ok) return replyPrivately(say.added(name));
    switch (result.refusal.rule) {
      case 'name-known':
        return ask(say.nameKnown(name, result.refusal.people), 'anyway');
      case 'bad-name':
        return replyPrivately(say.badName(name));
      case 'not-allowed':
        return replyPrivately(say.coordinatorsAlone());
    }
  }
}

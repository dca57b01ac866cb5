import { Injectable } from '@nestjs/common';
import { answering, OrganisationAnswers } from '../answers/organisation-answers.service';
import { LIST_MAX } from '../dialogue/asking';
import { reply, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/answers';
import { talk } from '../wording/hotline';
import { list } from '../wording/questions';

/** 常见问题: what the organisation answers itself, as a list; one of them with its answer. */
@Injectable()
export class QuestionsCommand implements Command {
  readonly act = 'questions';
  readonly audience = 'everybody';

  constructor(private readonly answers: OrganisationAnswers) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.answers.list(turn.scope);
    const { note } = turn.step.slots;
    if (note !== undefined) {
      const known = all.find(({ question }) => question[0] === note);
      return reply(known ? say.answerOf(known.answer) : say.noSuchQuestion());
    }
    if (all.length === 0) return reply(say.noKnownQuestions());
    const shown = all.slice(0, LIST_MAX);
    const lines = shown.map(({ question }) => question[0] ?? '');
    const text = list(say.knownQuestions(all.length), lines, all.length - shown.length, say.knownQuestionsNext());
    return reply(text, { question: { options: lines.map(answering), lines } });
  }
}

/** 我想找人聊聊, 热线电话是多少: the numbers that one can ring. */
@Injectable()
export class HotlineCommand implements Command {
  readonly act = 'hotline';
  readonly audience = 'everybody';

  constructor(private readonly answers: OrganisationAnswers) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    return reply(talk(await this.answers.ownNumber(turn.scope)));
  }
}

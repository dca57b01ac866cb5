import { Injectable } from '@nestjs/common';
import { Supposing } from '../language-model/supposing.service';
import type { Plan } from './plan';
import type { ReadMessage, Reader } from './reader';
import { Answers } from './readers/answers.service';
import { CrisisAfterwards, CrisisHeard } from './readers/crisis.service';
import { Corrections } from './readers/corrections.service';
import { courtesies, notUnderstood, tooFast, unreadable } from './readers/manners';
import { OrganisationQuestions } from './readers/organisation-questions.service';
import { quotedQuestions } from './readers/quoted-questions';
import { Prompted } from './readers/prompted.service';
import { requests, suppositions } from './readers/requests';
import { Strangers } from './readers/strangers.service';

/** Who may make something of a message, in order: the first that does has it. */
@Injectable()
export class Readers {
  private readonly inOrder: readonly Reader[];

  constructor(
    crisis: CrisisHeard,
    afterwards: CrisisAfterwards,
    strangers: Strangers,
    prompted: Prompted,
    corrections: Corrections,
    answers: Answers,
    supposing: Supposing,
    questions: OrganisationQuestions,
  ) {
    this.inOrder = [
      crisis, // a danger to life comes before everything, however fast and however long it was typed
      tooFast,
      unreadable,
      afterwards, // 要 to a call back, 没事，刚才乱说的
      strangers, // 绑定, and whoever is bound to nobody
      prompted, // 收到, 会去的, 有事 to what the service said of itself
      quotedQuestions, // the answer to a question that was passed on
      corrections, // 写错了，是…; 先别退; 不用找人了
      answers, // what was asked
      courtesies, // 谢谢, 你好
      questions, // what the organisation answers itself
      requests, // past the guards
      supposing, // a language model's guess
      suppositions, // what the score of the grammar holds for likely
      notUnderstood,
    ];
  }

  async plan(message: ReadMessage): Promise<Plan> {
    for (const reader of this.inOrder) {
      const plan = await reader.read(message);
      if (plan) return plan;
    }
    throw new Error('the last reader makes something of every message');
  }
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import type { Worded } from '../../messaging/domain/message-kinds';
import { LookAtQuestions } from '../../questions/look-at-questions.service';
import * as say from './answers';
import type { Setting } from './setting';

/** What is said of questions that were passed on: to the coordinators, and back to whoever asked. */
@Injectable()
export class QuestionTexts {
  constructor(private readonly look: LookAtQuestions) {}

  /** null: it was answered meanwhile, or is there no more. */
  async text(
    tx: Tx,
    { kind, facts }: Worded<'question-asked' | 'question-answered'>,
    { scope }: Setting,
  ): Promise<string | null> {
    const question = await this.look.byId(tx, scope, facts.questionId);
    if (!question) return null;
    const { number, personName, text, answer } = question;
    if (kind === 'question-asked') return answer === null ? say.noticeAsked(number, personName, text) : null;
    return answer === null ? null : say.noticeAnswered(text, answer);
  }
}

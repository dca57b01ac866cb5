import { Injectable } from '@nestjs/common';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { done, refused, type Result } from '../kernel/result';
import { Outbox } from '../messaging/outbox.service';
import { AskedQuestionRow } from './asked-question.row';
import { LONGEST_ANSWER, type QuestionRefusal } from './domain/asked-question';
import { LookAtQuestions } from './look-at-questions.service';

/** A coordinator's answer to a question that was passed on: whoever asked hears it from the bot, once. */
@Injectable()
export class AnswerQuestion {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly look: LookAtQuestions,
  ) {}

  answer(
    context: ActContext,
    { questionId, answer }: { readonly questionId: string; readonly answer: string },
  ): Promise<Result<{ number: number }, QuestionRefusal>> {
    const { scope, now } = context;
    return this.acts.perform(
      context,
      'questions.answer',
      async (tx): Promise<Result<{ number: number }, QuestionRefusal>> => {
        if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
        const text = answer.trim();
        if (text === '') return refused({ rule: 'empty' });
        if (Array.from(text).length > LONGEST_ANSWER) return refused({ rule: 'too-long', most: LONGEST_ANSWER });
        await tx.lockRows('asked_questions', [questionId]);
        const question = await this.look.byId(tx, scope, questionId);
        if (!question) return refused({ rule: 'not-found' });
        if (question.answer !== null) return refused({ rule: 'answered-already', by: question.answeredByName });
        await tx.update(
          AskedQuestionRow,
          { id: questionId },
          { answer: text, answeredBy: context.actorId, answeredMs: now },
        );
        await this.outbox.suppress(tx, questionId, 'request answered', { kinds: ['question-asked'] });
        await this.outbox.owe(tx, now, {
          orgId: scope.orgId,
          personId: question.personId,
          dedupeKey: `question-answered.${questionId}`,
          kind: 'question-answered',
          class: 'normal',
          subjectId: questionId,
          content: { facts: { questionId } },
          dueMs: now,
        });
        await this.audit.write(tx, context, {
          act: 'question.answer',
          subjectType: 'question',
          subjectId: questionId,
          onBehalfOf: question.personId,
          detail: { number: question.number },
        });
        return done({ number: question.number });
      },
    );
  }
}

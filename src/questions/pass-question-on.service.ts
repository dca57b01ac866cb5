import { Injectable } from '@nestjs/common';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext } from '../acts/domain/act-context';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import { People } from '../organisations/people.service';
import { AskedQuestionRow } from './asked-question.row';
import { LONGEST_QUESTION, type QuestionRefusal } from './domain/asked-question';

/** So many of one person may wait at once: whoever has that many is better rung up. */
const MOST_WAITING = 5;

/** Passes on to the coordinators what the bot did not understand, with the asker's yes. */
@Injectable()
export class PassQuestionOn {
  constructor(
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly people: People,
  ) {}

  /** `number`: what it is called by from now on. Each coordinator is told, as soon as quiet hours allow. */
  async pass(context: ActContext, text: string): Promise<Result<{ number: number }, QuestionRefusal>> {
    const { scope, actorId, now } = context;
    const asked = text.trim();
    if (asked === '') return refused({ rule: 'empty' });
    if (Array.from(asked).length > LONGEST_QUESTION) return refused({ rule: 'too-long', most: LONGEST_QUESTION });
    const coordinators = (await this.people.withRole(scope, 'coordinator')).filter(({ id }) => id !== actorId);
    return this.acts.perform(
      context,
      'questions.pass-on',
      async (tx): Promise<Result<{ number: number }, QuestionRefusal>> => {
        if (coordinators.length === 0) return refused({ rule: 'nobody-to-ask' });
        // Numbers are given one after the other.
        await tx.lockRows('organisations', [scope.orgId]);
        const waiting = await tx.find(
          AskedQuestionRow,
          { orgId: scope.orgId, personId: actorId, answeredMs: null },
          { columns: ['id'] },
        );
        if (waiting.length >= MOST_WAITING) return refused({ rule: 'too-many', most: MOST_WAITING });
        const last = await tx.findOne(
          AskedQuestionRow,
          { orgId: scope.orgId },
          { columns: ['number'], orderBy: { number: 'desc' } },
        );
        const id = newId(now);
        const number = (last?.number ?? 0) + 1;
        await tx.insert(AskedQuestionRow, {
          id,
          orgId: scope.orgId,
          number,
          personId: actorId,
          text: asked,
          askedMs: now,
        });
        await this.audit.write(tx, context, {
          act: 'question.pass-on',
          subjectType: 'question',
          subjectId: id,
          detail: { number },
        });
        const owed = coordinators.map(({ id: personId }): OwedMessage => ({
          orgId: scope.orgId,
          personId,
          dedupeKey: `question-asked.${id}.${personId}`,
          kind: 'question-asked',
          class: 'normal',
          subjectId: id,
          content: { facts: { questionId: id } },
          dueMs: now,
        }));
        await this.outbox.owe(tx, now, ...owed);
        return done({ number });
      },
    );
  }
}

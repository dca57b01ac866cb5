import { Injectable } from '@nestjs/common';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { Database } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { ChangeOrganisation } from '../settings/change-organisation.service';
import { LookAtOrganisation } from '../settings/look-at-organisation.service';
import { LONGEST_ASKED } from '../settings/organisation-settings.schema';
import { AskedQuestionRow } from './asked-question.row';
import type { QuestionRefusal } from './domain/asked-question';
import { LookAtQuestions } from './look-at-questions.service';

/** Puts a question and its answer into the organisation's list, where everybody is answered by it from then on. */
@Injectable()
export class KeepAnswer {
  constructor(
    private readonly database: Database,
    private readonly look: LookAtQuestions,
    private readonly organisations: LookAtOrganisation,
    private readonly change: ChangeOrganisation,
  ) {}

  /** Nothing happens where it stands there already. The change can be taken back as any other of a setting. */
  async keep(context: ActContext, questionId: string): Promise<Result<{ question: string }, QuestionRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const question = await this.database.read((tx) => this.look.byId(tx, context.scope, questionId));
    if (!question) return refused({ rule: 'not-found' });
    if (question.answer === null) return refused({ rule: 'not-answered' });
    const asked = Array.from(question.text).slice(0, LONGEST_ASKED).join('');
    const { answers, version } = await this.organisations.view(context);
    const already = answers.some(({ question: known }) => known.includes(asked));
    if (!already) {
      const added = [...answers, { question: [asked], answer: question.answer }];
      const changed = await this.change.change(context, context.scope.orgId, version, { answers: added });
      if (!changed.ok)
        return refused({ rule: changed.refusal.rule === 'changed-meanwhile' ? 'changed-meanwhile' : 'list-full' });
    }
    await this.database.write((tx) => tx.update(AskedQuestionRow, { id: questionId }, { keptMs: context.now }));
    return done({ question: asked });
  }
}

import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../../acts/domain/act-context';
import { Organisations } from '../../organisations/organisations.service';
import type { KnownAnswer, OrganisationSettings } from '../../settings/organisation-settings.schema';
import type { Step } from '../dialogue/dialogue';
import { nearestAnswers, SURE, type ScoredAnswer } from './nearest-answer';

/** The act that answers one question of the list, named by the first way to ask it. */
export const answering = (question: string): Step => ({ act: 'questions', slots: { note: question } });

/** How people ask for the number itself. */
const NUMBER = '热线电话';

/** The questions that an organisation answers itself, as its coordinators keep them. */
@Injectable()
export class OrganisationAnswers {
  constructor(private readonly organisations: Organisations) {}

  async list(scope: OrgScope): Promise<readonly KnownAnswer[]> {
    const organisation = await this.organisations.byId(scope.orgId);
    const settings: OrganisationSettings = organisation?.settings ?? {};
    return settings.answers ?? [];
  }

  async nearest(scope: OrgScope, text: string): Promise<readonly ScoredAnswer[]> {
    const list = await this.list(scope);
    return list.length === 0 ? [] : nearestAnswers(text, list);
  }

  /** What the organisation says of its own number; null where its list says nothing of it. */
  async ownNumber(scope: OrgScope): Promise<string | null> {
    const [first] = (await this.nearest(scope, NUMBER)).filter(({ known }) => /\d{3}/u.test(known.answer));
    return first && first.score >= SURE ? first.known.answer : null;
  }
}

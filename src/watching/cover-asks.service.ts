import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { HOUR, type Instant } from '../kernel/clock';
import { settledLast, unanswered, type CoverAsk } from './search.queries';
import { VacanciesRepository } from './vacancies.repository';
import { VacancyRow } from './vacancy.row';

/** How long one may still answer a question that was settled meanwhile, and hear so. */
const SETTLED_WITHIN = 12 * HOUR;

/** What people were asked to step in for. Taking the seat itself is a claim like any other. */
@Injectable()
export class CoverAsks {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly vacancies: VacanciesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Those she may still answer, the earliest shift first. */
  openFor(scope: OrgScope, personId: string, now: Instant): Promise<CoverAsk[]> {
    return this.database.read((tx) => unanswered(tx, scope.orgId, personId, now));
  }

  /** The shift she was asked for last and has not answered, which somebody has by now; null after some hours. */
  lastSettledFor(scope: OrgScope, personId: string, now: Instant): Promise<CoverAsk | null> {
    return this.database.read((tx) => settledLast(tx, scope.orgId, personId, now, now - SETTLED_WITHIN));
  }

  /** 不行: she is not asked for this shift again. */
  decline(context: ActContext, vacancyId: string): Promise<Result<CoverAsk, { rule: 'not-asked' }>> {
    return this.acts.perform(context, 'cover.decline', async (tx): Promise<Result<CoverAsk, { rule: 'not-asked' }>> => {
      const asked = { id: vacancyId, orgId: context.scope.orgId };
      const vacancy = await tx.findOne(VacancyRow, asked, { columns: ['shiftId'] });
      if (!vacancy) return refused({ rule: 'not-asked' });
      const answered = await this.vacancies.answer(tx, vacancyId, context.actorId, 'declined', context.now);
      if (!answered) return refused({ rule: 'not-asked' });
      await this.audit.write(tx, context, {
        act: 'decline-cover',
        subjectType: 'shift',
        subjectId: vacancy.shiftId,
      });
      return done({ vacancyId, shiftId: vacancy.shiftId });
    });
  }
}

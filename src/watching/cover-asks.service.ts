import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext, OrgScope } from '../acts/domain/act-context';
import { HOUR, type Instant } from '../kernel/clock';
import { VacanciesRepository } from './vacancies.repository';

/** A shift that somebody was asked to step in for and has not answered. */
export interface CoverAsk {
  readonly vacancyId: string;
  readonly shiftId: string;
}

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
    return this.database.read((tx) =>
      tx.all<CoverAsk>(
        `SELECT v.id AS vacancy_id, v.shift_id FROM vacancy_asks k JOIN vacancies v ON v.id = k.vacancy_id
           JOIN shifts s ON s.id = v.shift_id
         WHERE k.person_id = ? AND k.answer IS NULL AND v.state = 'open' AND v.org_id = ? AND s.start_ms > ?
         ORDER BY s.start_ms, v.id`,
        [personId, scope.orgId, now],
      ),
    );
  }

  /** The shift she was asked for last and has not answered, which somebody has by now; null after some hours. */
  lastSettledFor(scope: OrgScope, personId: string, now: Instant): Promise<CoverAsk | null> {
    return this.database.read((tx) =>
      tx.one<CoverAsk>(
        `SELECT v.id AS vacancy_id, v.shift_id FROM vacancy_asks k JOIN vacancies v ON v.id = k.vacancy_id
           JOIN shifts s ON s.id = v.shift_id
         WHERE k.person_id = ? AND k.answer IS NULL AND k.asked_ms > ? AND v.state IN ('filled', 'kept')
           AND v.org_id = ? AND s.start_ms > ? ORDER BY k.asked_ms DESC LIMIT 1`,
        [personId, now - SETTLED_WITHIN, scope.orgId, now],
      ),
    );
  }

  /** 不行: she is not asked for this shift again. */
  decline(context: ActContext, vacancyId: string): Promise<Result<CoverAsk, { rule: 'not-asked' }>> {
    return this.acts.perform(context, 'cover.decline', async (tx): Promise<Result<CoverAsk, { rule: 'not-asked' }>> => {
      const vacancy = await tx.one<CoverAsk>(
        'SELECT id AS vacancy_id, shift_id FROM vacancies WHERE id = ? AND org_id = ?',
        [vacancyId, context.scope.orgId],
      );
      if (!vacancy) return refused({ rule: 'not-asked' });
      const answered = await this.vacancies.answer(tx, vacancyId, context.actorId, 'declined', context.now);
      if (!answered) return refused({ rule: 'not-asked' });
      await this.audit.write(tx, context, {
        act: 'decline-cover',
        subjectType: 'shift',
        subjectId: vacancy.shiftId,
      });
      return done(vacancy);
    });
  }
}

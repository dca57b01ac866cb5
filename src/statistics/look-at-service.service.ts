import { Injectable } from '@nestjs/common';
import type { OrgScope } from '../acts/domain/act-context';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { Measure } from '../programmes/domain/specification';
import { Programmes } from '../programmes/programmes.service';
import { instantsOf, type Period } from './domain/counts';
import {
  serviceByPerson,
  sessionsWithoutFigures,
  type ServiceOfPerson,
  type UnreportedSession,
} from './service.queries';

export type { ServiceOfPerson };

/** A session without a figure, with the words that a report of it takes. */
export interface Unreported extends UnreportedSession {
  readonly programmeName: string;
  readonly measures: readonly Measure[];
}

/** Who served how much, and what nobody has reported. */
@Injectable()
export class LookAtService {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  /** Every volunteer, whoever served most first; those who did not serve are there with nothing. */
  byPerson(scope: OrgScope, period: Period): Promise<ServiceOfPerson[]> {
    return this.database.read((tx) => serviceByPerson(tx, scope.orgId, instantsOf(period, scope.zone)));
  }

  /** Sessions that began within `range` and are over, of programmes that measure something; the latest first. */
  unreported(scope: OrgScope, range: Interval, now: Instant, servedBy?: string): Promise<Unreported[]> {
    return this.database.read(async (tx) => {
      const programmes = await this.programmes.list(tx, scope);
      const measuring = new Map(
        programmes.filter(({ specification }) => specification.measures.length > 0).map((one) => [one.id, one]),
      );
      const until = { from: range.from, to: Math.min(range.to, now) };
      const found = await sessionsWithoutFigures(tx, scope.orgId, [...measuring.keys()], until, servedBy);
      return found.flatMap((session) => {
        const programme = measuring.get(session.programmeId);
        return programme
          ? [{ ...session, programmeName: programme.name, measures: programme.specification.measures }]
          : [];
      });
    });
  }
}

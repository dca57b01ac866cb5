import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { MyShift, RequestView } from './domain/shift-view';
import { RotaFacts } from './rota-facts.service';
import { requestsFound, type RequestRecord } from './swap.queries';

/** Wishes to give away and to swap, as the people concerned see them. */
@Injectable()
export class LookAtRequests {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
  ) {}

  /** What waits for her word, oldest first. */
  openRequestsFor(scope: OrgScope, personId: string, now: Instant): Promise<RequestView[]> {
    return this.database.read((tx) =>
      this.find(tx, scope, "r.to_person_id = ? AND r.state = 'open' AND r.expires_ms > ?", [personId, now]),
    );
  }

  /** What she asked of others about one of her assignments and is still open. */
  askedAbout(scope: OrgScope, assignmentId: string, now: Instant): Promise<RequestView[]> {
    return this.database.read((tx) =>
      this.find(tx, scope, "r.assignment_id = ? AND r.state = 'open' AND r.expires_ms > ? AND r.kind <> 'offer'", [
        assignmentId,
        now,
      ]),
    );
  }

  /** What she asked of others since then, whatever became of it; the latest first. */
  async askedBy(scope: OrgScope, personId: string, since: Instant): Promise<RequestView[]> {
    const found = await this.database.read((tx) =>
      this.find(tx, scope, 'r.from_person_id = ? AND r.created_ms >= ?', [personId, since]),
    );
    return found.reverse();
  }

  /** One request in whatever state; null for an unknown or foreign id. */
  request(scope: OrgScope, requestId: string): Promise<RequestView | null> {
    return this.database.read(async (tx) => (await this.find(tx, scope, 'r.id = ?', [requestId]))[0] ?? null);
  }

  private async find(tx: Tx, scope: OrgScope, where: string, params: readonly SqlValue[]): Promise<RequestView[]> {
    const rows = await requestsFound(tx, scope.orgId, where, params);
    const ids = rows.flatMap((row) => [row.assignmentId, ...(row.otherAssignmentId ? [row.otherAssignmentId] : [])]);
    if (ids.length === 0) return [];
    const shifts = await this.facts.serving(tx, scope, `a.id IN (${marks(ids)})`, ids);
    const byId = new Map(shifts.map((shift) => [shift.assignmentId, shift]));
    return rows.flatMap((row) => viewOf(row, byId));
  }
}

function viewOf(row: RequestRecord, shifts: ReadonlyMap<string, MyShift>): RequestView[] {
  const shift = shifts.get(row.assignmentId);
  if (!shift) return [];
  return [
    {
      requestId: row.id,
      kind: row.kind,
      state: row.state,
      from: { personId: row.fromPersonId, name: row.fromName },
      to: row.toPersonId === null ? null : { personId: row.toPersonId, name: row.toName ?? '' },
      shift,
      other: row.otherAssignmentId === null ? null : (shifts.get(row.otherAssignmentId) ?? null),
      expires: row.expiresMs,
    },
  ];
}

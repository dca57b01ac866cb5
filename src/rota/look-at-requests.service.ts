import { Injectable } from '@nestjs/common';
import { Database, type SqlValue, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import type { MyShift, RequestView } from './domain/shift-view';
import { marks, RotaFacts } from './rota-facts.service';

interface RequestRecord {
  id: string;
  kind: RequestView['kind'];
  state: RequestView['state'];
  assignmentId: string;
  otherAssignmentId: string | null;
  fromPersonId: string;
  fromName: string;
  toPersonId: string | null;
  toName: string | null;
  expiresMs: Instant;
}

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

  /** One request in whatever state; null for an unknown or foreign id. */
  request(scope: OrgScope, requestId: string): Promise<RequestView | null> {
    return this.database.read(async (tx) => (await this.find(tx, scope, 'r.id = ?', [requestId]))[0] ?? null);
  }

  private async find(tx: Tx, scope: OrgScope, where: string, params: readonly SqlValue[]): Promise<RequestView[]> {
    const rows = await tx.all<RequestRecord>(
      `SELECT r.id, r.kind, r.state, r.assignment_id, r.other_assignment_id, r.from_person_id, f.name AS from_name,
         r.to_person_id, t.name AS to_name, r.expires_ms
       FROM swap_requests r JOIN people f ON f.id = r.from_person_id LEFT JOIN people t ON t.id = r.to_person_id
       WHERE ${where} AND r.org_id = ? ORDER BY r.created_ms, r.id`,
      [...params, scope.orgId],
    );
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

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { OrgScope } from '../acts/domain/act-context';
import type { PersonRow } from '../organisations/person.row';
import type { HandoverPolicy } from '../programmes/domain/specification';
import type { AssignmentRow } from '../rota/assignment.row';
import { SIGN_OFF_GRACE } from '../rota/domain/serving';
import type { ShiftView } from '../rota/domain/shift-view';
import { Coordinators } from './coordinators.service';
import type { Rung } from './domain/ladder';
import { seatsInSession, type SeatInSession } from './watched.queries';

/** Who stands on which rung of the ladder for a shift, and who waits to be relieved. */
@Injectable()
export class LadderPeople {
  constructor(private readonly coordinators: Coordinators) {}

  async onRungs(
    tx: Tx,
    scope: OrgScope,
    policy: HandoverPolicy,
    view: ShiftView,
  ): Promise<Record<Rung, readonly string[]>> {
    const seats = await this.seatsOf(tx, view);
    const on = (post: string): string[] =>
      seats
        .filter((seat) => seat.postKey === post && seat.state !== 'done' && seat.state !== 'no-show')
        .map((seat) => seat.personId);
    const supervisors = on(policy.supervisorPost);
    return {
      backup: on(policy.backupPost),
      supervisor: supervisors.length > 0 ? supervisors : await this.anySupervisor(tx, scope, policy, view),
      coordinator: await this.coordinators.of(tx, scope),
    };
  }

  seatsOf(tx: Tx, { sessionId }: ShiftView): Promise<SeatInSession[]> {
    return seatsInSession(tx, sessionId);
  }

  /** Who is on duty on the same post in a shift that ends when this one begins, or should have. */
  async waitingToLeave(tx: Tx, view: ShiftView): Promise<string[]> {
    const rows = await tx.all<Pick<AssignmentRow, 'personId'>>(
      `SELECT a.person_id FROM sessions e JOIN shifts s ON s.session_id = e.id AND s.post_key = ?
         JOIN assignments a ON a.shift_id = s.id AND a.ended_key = '' AND a.state = 'on-duty'
       WHERE e.programme_id = ? AND e.start_ms > ? AND e.start_ms < ? AND s.end_ms <= ?`,
      [view.postKey, view.programmeId, view.start - 4 * SIGN_OFF_GRACE, view.start, view.start],
    );
    return rows.map(({ personId }) => personId);
  }

  /** Where none is on the rota: the one with the qualification, not away, who was called the longest ago. */
  private async anySupervisor(tx: Tx, { orgId }: OrgScope, policy: HandoverPolicy, view: ShiftView): Promise<string[]> {
    const rows = await tx.all<Pick<PersonRow, 'id'>>(
      `SELECT p.id, COALESCE((SELECT MAX(c.called_ms) FROM escalation_calls c WHERE c.person_id = p.id), 0) AS last_ms
       FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
         JOIN person_qualifications q ON q.person_id = p.id AND q.qualification_key = ?
       WHERE g.org_id = ? AND g.role = 'volunteer' AND (q.valid_until IS NULL OR q.valid_until >= ?)
         AND NOT EXISTS (SELECT 1 FROM leaves l WHERE l.person_id = p.id AND l.cancelled_ms IS NULL
           AND l.from_ms <= ? AND l.to_ms > ?)
         AND NOT EXISTS (SELECT 1 FROM assignments a JOIN shifts s ON s.id = a.shift_id
           WHERE s.session_id = ? AND a.person_id = p.id AND a.ended_key = '')
       ORDER BY last_ms, p.slug LIMIT 1`,
      [policy.supervisorQualification, orgId, view.startCivil.slice(0, 10), view.start, view.start, view.sessionId],
    );
    return rows.map((row) => row.id);
  }
}

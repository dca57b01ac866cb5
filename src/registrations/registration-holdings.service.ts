import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { Holdings, type Holder, type NameToForget, type StillAhead } from '../organisations/holdings.service';
import { RegistrationRow } from './registration.row';

/** What people signed up for, for whoever wants to see it or to be forgotten; who came stays counted. */
@Injectable()
export class RegistrationHoldings implements Holder, OnModuleInit {
  readonly name = 'registrations';
  readonly pointsAt = ['programmes'];

  constructor(private readonly holdings: Holdings) {}

  onModuleInit(): void {
    this.holdings.register(this);
  }

  async ahead(tx: Tx, personId: string, now: Instant): Promise<StillAhead[]> {
    const registrations = await tx.all<{ programme: string; startCivil: CivilDateTime }>(
      `SELECT p.name AS programme, e.start_civil FROM registrations r JOIN sessions e ON e.id = r.session_id
         JOIN programmes p ON p.id = e.programme_id
        WHERE r.person_id = ? AND r.state IN ('registered', 'waiting') AND e.end_ms > ? ORDER BY e.start_ms`,
      [personId, now],
    );
    return registrations.map((registration) => ({ kind: 'registration', ...registration }));
  }

  async held(tx: Tx, personId: string) {
    return {
      registrations: await tx.all<object>(
        `SELECT p.name AS programme, e.start_civil, e.topic, r.party, r.state, r.created_ms, r.attended_ms, r.score,
           r.feedback
         FROM registrations r JOIN sessions e ON e.id = r.session_id JOIN programmes p ON p.id = e.programme_id
         WHERE r.person_id = ? ORDER BY e.start_ms`,
        [personId],
      ),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.update(RegistrationRow, { personId }, { feedback: null });
  }

  /** What families wrote about her. */
  async forgetName(tx: Tx, { orgId, name, instead }: NameToForget): Promise<void> {
    await tx.run(
      'UPDATE registrations SET feedback = REPLACE(feedback, ?, ?) WHERE org_id = ? AND INSTR(feedback, ?) > 0',
      [name, instead, orgId, name],
    );
  }

  async remove(tx: Tx, orgId: string): Promise<void> {
    await tx.delete(RegistrationRow, { orgId });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { ActContext, OrgScope, Role } from '../acts/domain/act-context';
import { grantableBy } from '../acts/domain/roles';
import { GrantRow } from './grant.row';

export interface GrantedRole {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}

export type GrantRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found' }
  /** Somebody must remain who can give roles again. */
  | { readonly rule: 'last-coordinator' };

/** Who may do what in an organisation. */
@Injectable()
export class Grants {
  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
  ) {}

  /** Everybody who is more than a volunteer or a participant here. */
  async list(scope: OrgScope): Promise<GrantedRole[]> {
    return this.database.read((tx) =>
      tx.all<GrantedRole>(
        `SELECT g.person_id, p.name, g.role FROM grants g JOIN people p ON p.id = g.person_id
          WHERE g.org_id = ? AND g.role NOT IN ('volunteer', 'participant') AND p.active = 1 ORDER BY g.role, p.slug`,
        [scope.orgId],
      ),
    );
  }

  give(context: ActContext, personId: string, role: Role): Promise<Result<GrantedRole, GrantRefusal>> {
    return this.acts.perform(context, 'grant.give', async (tx): Promise<Result<GrantedRole, GrantRefusal>> => {
      if (!grantableBy(context.roles).includes(role)) return refused({ rule: 'not-allowed' });
      const name = await nameOf(tx, context.scope, personId);
      if (name === null) return refused({ rule: 'not-found' });
      if (!(await holds(tx, context.scope, personId, role))) {
        await this.add(tx, context.scope, [{ personId, role }], context.now);
        await this.note(tx, context, 'role.give', personId, role);
      }
      return done({ personId, name, role });
    });
  }

  take(context: ActContext, personId: string, role: Role): Promise<Result<GrantedRole, GrantRefusal>> {
    return this.acts.perform(context, 'grant.take', async (tx): Promise<Result<GrantedRole, GrantRefusal>> => {
      if (!grantableBy(context.roles).includes(role)) return refused({ rule: 'not-allowed' });
      const name = await nameOf(tx, context.scope, personId);
      if (name === null || !(await holds(tx, context.scope, personId, role))) return refused({ rule: 'not-found' });
      await tx.lockRows('organisations', [context.scope.orgId]);
      if (role === 'coordinator' && (await this.isLastCoordinator(tx, context.scope.orgId, personId))) {
        return refused({ rule: 'last-coordinator' });
      }
      await tx.delete(GrantRow, { orgId: context.scope.orgId, personId, role });
      await this.note(tx, context, 'role.take', personId, role);
      return done({ personId, name, role });
    });
  }

  /** Notes roles as part of another act, for people who do not have them. */
  async add(
    tx: Tx,
    { orgId }: OrgScope,
    roles: readonly { readonly personId: string; readonly role: Role }[],
    now: Instant,
  ): Promise<void> {
    await tx.insert(
      GrantRow,
      roles.map(({ personId, role }) => ({ id: newId(now), orgId, personId, role, createdMs: now })),
    );
  }

  /** Takes every role that a person has here, as part of another act. */
  async clear(tx: Tx, { orgId }: OrgScope, personId: string): Promise<void> {
    await tx.delete(GrantRow, { orgId, personId });
  }

  /** Whether she alone can give roles in the organisation. */
  async isLastCoordinator(tx: Tx, orgId: string, personId: string): Promise<boolean> {
    const rows = await tx.all<{ personId: string }>(
      `SELECT g.person_id FROM grants g JOIN people p ON p.id = g.person_id AND p.active = 1
        WHERE g.org_id = ? AND g.role = 'coordinator'`,
      [orgId],
    );
    return rows.length > 0 && rows.every((row) => row.personId === personId);
  }

  private async note(tx: Tx, context: ActContext, act: string, personId: string, role: Role): Promise<void> {
    const record = { act, subjectType: 'person', subjectId: personId, onBehalfOf: personId, detail: { role } };
    await this.audit.write(tx, context, record);
  }
}

async function nameOf(tx: Tx, scope: OrgScope, personId: string): Promise<string | null> {
  const person = await tx.one<{ name: string }>('SELECT name FROM people WHERE id = ? AND org_id = ? AND active = 1', [
    personId,
    scope.orgId,
  ]);
  return person?.name ?? null;
}

async function holds(tx: Tx, scope: OrgScope, personId: string, role: Role): Promise<boolean> {
  const held = await tx.findOne(GrantRow, { orgId: scope.orgId, personId, role }, { columns: ['id'] });
  return held !== null;
}

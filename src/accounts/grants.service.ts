import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import type { AuditAct } from '../acts/domain/act-words';
import type { ActContext, OrgScope, Role } from '../acts/domain/act-context';
import { coordinatorsOf } from '../organisations/roles.queries';
import { faultOf, lastOnes, type Authority, type RoleChange, type RoleFault } from './domain/authority';
import { GrantRow } from './grant.row';

export interface GrantedRole {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}

/** `last-coordinator`: somebody must remain who can give roles again. `step-up`: it asks for a fresh proof. */
export type GrantRefusal = { readonly rule: RoleFault | 'not-found' };

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
    return this.change(context, 'give', personId, role);
  }

  take(context: ActContext, personId: string, role: Role): Promise<Result<GrantedRole, GrantRefusal>> {
    return this.change(context, 'take', personId, role);
  }

  private change(
    context: ActContext,
    kind: 'give' | 'take',
    personId: string,
    role: Role,
  ): Promise<Result<GrantedRole, GrantRefusal>> {
    const { scope, now } = context;
    return this.acts.perform(context, `grant.${kind}`, async (tx): Promise<Result<GrantedRole, GrantRefusal>> => {
      await tx.lockRows('organisations', [scope.orgId]);
      const held = (await holds(tx, scope, personId, role)) ? [role] : [];
      const wanted = { personId, before: kind === 'give' ? [] : [role], after: kind === 'give' ? [role] : [] };
      const [fault] = await this.judge(tx, scope.orgId, context, [wanted]);
      if (fault?.rule === 'not-allowed') return refused({ rule: fault.rule });
      const name = await nameOf(tx, scope, personId);
      if (name === null || (kind === 'take' && held.length === 0)) return refused({ rule: 'not-found' });
      if (fault) return refused({ rule: fault.rule });
      if (kind === 'take') await tx.delete(GrantRow, { orgId: scope.orgId, personId, role });
      else if (held.length === 0) await this.add(tx, scope, [{ personId, role }], now);
      if (held.length === wanted.before.length) await this.note(tx, context, `role.${kind}`, personId, role);
      return done({ personId, name, role });
    });
  }

  /**
   * What stands against these changes, at whatever door they are asked for; empty when nothing does. `by` null: whoever
   * operates the machine, who may do anything but leave an organisation without a coordinator.
   */
  async judge(
    tx: Tx,
    orgId: string,
    by: Authority | null,
    changes: readonly RoleChange[],
  ): Promise<{ readonly personId: string; readonly rule: RoleFault }[]> {
    const last = new Set(lastOnes(await coordinatorsOf(tx, orgId), changes));
    return changes.flatMap((change) => {
      const rule = (by && faultOf(change, by)) ?? (last.has(change.personId) ? 'last-coordinator' : null);
      return rule ? [{ personId: change.personId, rule }] : [];
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
    const gone = { personId, before: ['coordinator'] as const, after: [] };
    return lastOnes(await coordinatorsOf(tx, orgId), [gone]).length > 0;
  }

  /** All roles that somebody holds, wherever. */
  async rolesOf(tx: Tx, personId: string): Promise<Role[]> {
    const held = await tx.find(GrantRow, { personId }, { columns: ['role'] });
    return held.map(({ role }) => role as Role);
  }

  private async note(tx: Tx, context: ActContext, act: AuditAct, personId: string, role: Role): Promise<void> {
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

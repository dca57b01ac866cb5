import type { Role } from '../../acts/domain/act-context';
import { mayGive, standsAbove, worksAtConsole } from '../../acts/domain/roles';

/** By whose right roles are changed. */
export interface Authority {
  readonly roles: readonly Role[];
  /** She proved within the last minutes who she is. */
  readonly proved?: boolean;
}

/** The roles of one person as they are and as they are to be; somebody who is not active has none. */
export interface RoleChange {
  readonly personId: string;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  /** That by which she can be reached, and so signs in, changes too. */
  readonly contact?: boolean;
}

export type RoleFault = 'not-allowed' | 'step-up' | 'last-coordinator';

/** Why a change may not be made by this right; null: it may. That somebody must remain who coordinates is another question. */
export function faultOf(change: RoleChange, by: Authority): Exclude<RoleFault, 'last-coordinator'> | null {
  const touched = [
    ...change.before.filter((role) => !change.after.includes(role)),
    ...change.after.filter((role) => !change.before.includes(role)),
  ];
  const contact = change.contact === true && change.before.length > 0;
  if (touched.some((role) => !mayGive(by.roles, role))) return 'not-allowed';
  if (contact && !standsAbove(by.roles, change.before)) return 'not-allowed';
  const grave = touched.some(worksAtConsole) || (contact && change.before.some(worksAtConsole));
  return grave && by.proved !== true ? 'step-up' : null;
}

/** Those by whose change nobody would be left who coordinates; empty while somebody is. */
export function lastOnes(coordinators: readonly string[], changes: readonly RoleChange[]): string[] {
  const left = new Set(coordinators);
  for (const { personId, before, after } of changes) {
    if (after.includes('coordinator')) left.add(personId);
    else if (before.includes('coordinator')) left.delete(personId);
  }
  return left.size > 0 ? [] : coordinators.filter((id) => changes.some(({ personId }) => personId === id));
}

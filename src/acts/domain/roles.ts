import type { Role } from './act-context';

/** A role that somebody holds in an organisation: the one asked about (`here`), or one above it in the tree. */
export interface Grant {
  readonly role: Role;
  readonly here: boolean;
}

/** These hold in every organisation below the one in which they were given; all others hold in their own alone. */
const REACHING_DOWN: readonly Role[] = ['county-coordinator', 'leader', 'operator'];

/** What somebody may be in an organisation. A county coordinator is a coordinator there and everywhere below. */
export function rolesIn(grants: readonly Grant[]): Role[] {
  const held = grants.filter(({ role, here }) => here || REACHING_DOWN.includes(role)).map(({ role }) => role);
  const also: Role[] = held.includes('county-coordinator') ? ['coordinator'] : [];
  return [...new Set([...held, ...also])];
}

/** Which roles somebody with `own` may give and take: nobody gives more than she has. */
export function grantableBy(own: readonly Role[]): Role[] {
  if (own.includes('operator')) return ['volunteer', 'coordinator', 'county-coordinator', 'leader', 'operator'];
  if (own.includes('county-coordinator')) return ['volunteer', 'coordinator', 'county-coordinator', 'leader'];
  return own.includes('coordinator') ? ['volunteer', 'coordinator', 'leader'] : [];
}

/** Whether somebody with `own` may give and take `role`; whoever may give any may also say who only comes. */
export function mayGive(own: readonly Role[], role: Role): boolean {
  const grantable = grantableBy(own);
  return role === 'participant' ? grantable.length > 0 : grantable.includes(role);
}

/** Whether somebody with `own` may let somebody with `held` in, or change by what she signs in: nobody lets in whom she may not name. */
export const standsAbove = (own: readonly Role[], held: readonly Role[]): boolean =>
  held.every((role) => mayGive(own, role));

/** Roles that work with the console: who gets, loses or gets back into one is changed with a fresh proof alone. */
export const worksAtConsole = (role: Role): boolean => role !== 'volunteer' && role !== 'participant';

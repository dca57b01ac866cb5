import type { ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

/** Whose rows may be seen and changed. No repository method works without one. */
export interface OrgScope {
  readonly orgId: string;
  readonly zone: ZoneName;
}

export type Role = 'volunteer' | 'coordinator' | 'county-coordinator' | 'participant' | 'leader' | 'operator';

/** Who acts, where, when and through which door. */
export interface ActContext {
  readonly scope: OrgScope;
  /** The person who acts; what she does for somebody else names that person separately. */
  readonly actorId: string;
  readonly roles: readonly Role[];
  readonly now: Instant;
  /** The door: a channel key, `console`, `import`, `service`. */
  readonly channel: string;
  /** She proved within the last minutes who she is; left out: she did not. */
  readonly proved?: boolean;
  /** The same key asks for the same act again and gets the answer that was given the first time. */
  readonly idempotencyKey?: string;
  /** A hash of what is asked for: the key is refused with another. Left out: not compared. */
  readonly askedHash?: string;
}

export function isCoordinator(context: Pick<ActContext, 'roles'>): boolean {
  return context.roles.includes('coordinator');
}

/** The service acting by itself, at an instant that fell due. */
export const serviceContext = (scope: OrgScope, now: Instant): ActContext => ({
  scope,
  actorId: 'service',
  roles: [],
  now,
  channel: 'service',
});

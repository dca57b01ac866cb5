import type { OrgScope } from '../../acts/domain/act-context';
import type { CivilDate } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

/** Where and when a message of the service's own is worded, and for whom. */
export interface Setting {
  readonly scope: OrgScope;
  readonly today: CivilDate;
  readonly now: Instant;
  readonly personId: string;
}

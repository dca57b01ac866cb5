import type { CivilDate } from '../../kernel/civil-time';

/** A stretch of whole days, `from` and `to` both included, as people say "1st to 31st". */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

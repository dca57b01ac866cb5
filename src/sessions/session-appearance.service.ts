import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { SessionRegistrations } from '../registrations/session-registrations.service';
import { SessionSeats, type SeatsOf } from '../rota/session-seats.service';

/** What people's calendars show of sessions. */
@Injectable()
export class SessionAppearance {
  constructor(
    private readonly seats: SessionSeats,
    private readonly registrations: SessionRegistrations,
  ) {}

  /**
   * A session, or those of a programme to come, goes by another title or is at another place, though at the same time:
   * what calendars were told before is then an older revision.
   */
  async changed(tx: Tx, which: SeatsOf, now: Instant): Promise<void> {
    await this.seats.showOtherwise(tx, which, now);
    await this.registrations.showOtherwise(tx, which, now);
  }
}

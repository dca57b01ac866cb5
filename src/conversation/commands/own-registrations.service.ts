import { Injectable } from '@nestjs/common';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { listed } from '../dialogue/asking';
import { registrationReferent, type RegistrationReferent } from '../dialogue/referents';
import type { CommandAnswer, Turn } from '../dialogue/turn';
import * as say from '../wording/registrations';

/** The speaker's places at sessions, as referents for what she may mean and as the list she is shown. */
@Injectable()
export class OwnRegistrations {
  constructor(private readonly look: LookAtSessions) {}

  /** Those she is registered or waits for, soonest first. */
  async referents(turn: Turn): Promise<RegistrationReferent[]> {
    const mine = await this.look.mine(turn.scope, turn.about.personId, turn.now);
    const living = mine.filter(({ state }) => state === 'registered' || state === 'waiting');
    return living.map((registration) => registrationReferent(registration, turn.today));
  }

  list(referents: readonly RegistrationReferent[]): CommandAnswer {
    const items = referents.map((own) => ({ ...own, line: say.withPlace(own.line, own.session.place) }));
    return listed(say.yourRegistrations(items.length), items, 'none', say.yourRegistrationsNext(), { personal: true });
  }
}

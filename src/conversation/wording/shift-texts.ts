import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database';
import { civilOf } from '../../kernel/civil-time';
import type { Worded } from '../../messaging/domain/message-kinds';
import { People } from '../../organisations/people.service';
import { isExpected } from '../../programmes/domain/assignment-state';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LookAtSearches } from '../../watching/look-at-searches.service';
import type { Setting } from './setting';
import * as lateness from './lateness';
import * as watching from './watching';

type AboutShift = Worded<
  | 'cover-asked'
  | 'cover-settled'
  | 'seat-settled'
  | 'post-empty'
  | 'post-filled'
  | 'post-acknowledged'
  | 'late-coming'
  | 'trainee-alone'
>;
/** All that is still open of what fell due at one instant, in one message. */
type AboutSearches = Worded<'still-open' | 'nobody-there'>;

/** What is said while a shift is being filled, and while the hotline's post waits for somebody. */
@Injectable()
export class ShiftTexts {
  constructor(
    private readonly people: People,
    private readonly look: LookAtRota,
    private readonly searches: LookAtSearches,
  ) {}

  /** null when it is no longer true. */
  async text(tx: Tx, message: AboutShift | AboutSearches, at: Setting): Promise<string | null> {
    if (message.kind !== 'still-open' && message.kind !== 'nobody-there') return this.aboutShift(message, at);
    const { kind, facts } = message;
    const open = await this.searches.stillOpen(tx, at.scope, kind, facts.atMs);
    if (open.length === 0) return null;
    return kind === 'still-open' ? watching.stillOpen(open, at.today) : watching.nobodyThere(open, at.today);
  }

  private async aboutShift(message: AboutShift, { scope, today, now }: Setting): Promise<string | null> {
    const duty = await this.look.shift(scope, message.facts.shiftId);
    if (!duty) return null;
    switch (message.kind) {
      case 'cover-asked':
        return duty.start > now && !duty.cancelled ? watching.coverAsked(duty, today) : null;
      case 'cover-settled':
        return watching.coverSettled(duty, message.facts.end, today);
      case 'seat-settled':
        return watching.seatSettled(duty, message.facts.personIds, today);
      case 'post-empty':
        return watching.postEmpty(duty, message.facts.rung, today);
      case 'post-filled':
        return watching.postFilled(duty, today);
      case 'trainee-alone': {
        const { personIds } = message.facts;
        const alone = duty.people.filter((one) => personIds.includes(one.personId));
        return duty.end > now && !duty.cancelled && alone.length > 0 ? watching.traineeAlone(duty, alone, today) : null;
      }
      case 'late-coming': {
        const { byPersonId, atMs } = message.facts;
        const late = duty.people.find((one) => one.personId === byPersonId && isExpected(one.state));
        if (!late || duty.cancelled || now >= duty.end) return null;
        return lateness.noticeLate(duty, late.name, civilOf(atMs, scope.zone), today);
      }
      case 'post-acknowledged': {
        const by = await this.people.byId(scope, message.facts.byPersonId);
        return watching.postAcknowledged(duty, by?.name ?? '', today);
      }
    }
  }
}

import { Injectable } from '@nestjs/common';
import { followed, listed } from '../dialogue/asking';
import { match } from '../dialogue/matching';
import { OwnPage } from './own-page.service';
import { OwnRegistrations } from './own-registrations.service';
import { OwnShifts, isAhead } from './own-shifts.service';
import { onlyComes, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayShift from '../wording/shifts';
import * as sayRegistration from '../wording/registrations';

/** 我的班, 我的报名: what the speaker has before her, in the time that was said. */
@Injectable()
export class MyShiftsCommand implements Command {
  readonly act = 'my-shifts';
  readonly audience = 'everybody';

  constructor(
    private readonly own: OwnShifts,
    private readonly registrations: OwnRegistrations,
    private readonly page: OwnPage,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    if (turn.step.slots.when === undefined && turn.step.slots.dayPart === undefined)
      return this.page.behind(turn, await this.everything(turn));
    const all = await this.own.referents(turn, (mine) => isAhead(mine, turn) || mine.state === 'done');
    const found = match(all, turn.step.slots, turn.scope.zone).exact;
    if (found.length === 0) return replyPrivately(sayShift.noShiftsOfYoursThen());
    const outcome = listed(sayShift.yourShifts(found.length), found, 'none', sayShift.yourShiftsNext(), {
      personal: true,
    });
    return this.page.behind(turn, outcome);
  }

  /** Her shifts, numbered, with her places at sessions below; the places alone where she has no shift. */
  private async everything(turn: Turn): Promise<CommandAnswer> {
    const places = await this.registrations.referents(turn);
    if (places.length === 0 && onlyComes(turn.speaker.roles)) return replyPrivately(sayRegistration.noRegistrations());
    const shifts = await this.own.list(turn);
    if (places.length === 0) return shifts;
    if (shifts.listing === undefined) return this.registrations.list(places);
    return followed(shifts, sayRegistration.alsoRegistered(places.map(({ line }) => line)));
  }
}

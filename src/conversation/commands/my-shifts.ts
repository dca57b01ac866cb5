import { Injectable } from '@nestjs/common';
import { followed, listed } from '../dialogue/asking';
import { match } from '../dialogue/matching';
import { OwnPage } from './own-page.service';
import { OwnQuestions } from './own-questions.service';
import { OwnRegistrations } from './own-registrations.service';
import { OwnShifts, isAhead } from './own-shifts.service';
import { onlyComes, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayShift from '../wording/shifts';
import * as sayRegistration from '../wording/registrations';

/** 我的班, 我的报名: what the speaker has before her, in the time that was said; or with whom, where, and when next. */
@Injectable()
export class MyShiftsCommand implements Command {
  readonly act = 'my-shifts';
  readonly audience = 'everybody';

  constructor(
    private readonly own: OwnShifts,
    private readonly registrations: OwnRegistrations,
    private readonly page: OwnPage,
    private readonly questions: OwnQuestions,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { asks, slots } = turn.step;
    if (onlyComes(turn.speaker.roles)) return this.page.behind(turn, await this.places(turn));
    if (asks === 'next' || asks === 'company' || asks === 'place') return this.questions[asks](turn);
    if (slots.when === undefined && slots.dayPart === undefined)
      return this.page.behind(turn, await this.everything(turn));
    const all = await this.own.referents(turn, (mine) => isAhead(mine, turn) || mine.state === 'done');
    const found = match(all, slots, turn.scope.zone).exact;
    if (found.length === 0) return this.questions.none(turn);
    const outcome = listed(sayShift.yourShifts(found.length), found, 'none', sayShift.yourShiftsNext(), {
      personal: true,
    });
    return this.page.behind(turn, outcome);
  }

  /** Her shifts, numbered, with her places at sessions below; the places alone where she has no shift. */
  private async everything(turn: Turn): Promise<CommandAnswer> {
    const places = await this.registrations.referents(turn);
    const shifts = await this.own.list(turn);
    if (places.length === 0) return shifts;
    if (shifts.listing === undefined) return this.registrations.list(places);
    return followed(shifts, sayRegistration.alsoRegistered(places.map(({ line }) => line)));
  }

  /** What somebody has who serves nowhere: her household's places, in the time that was said. */
  private async places(turn: Turn): Promise<CommandAnswer> {
    const all = await this.registrations.referents(turn);
    const { when } = turn.step.slots;
    const found = when === undefined ? all : match(all, { when }, turn.scope.zone).exact;
    if (found.length > 0) return this.registrations.list(turn.step.asks === 'next' ? found.slice(0, 1) : found);
    return replyPrivately(sayRegistration.noRegistrations());
  }
}

import { Injectable } from '@nestjs/common';
import { civilOf, instantOf } from '../../kernel/civil-time';
import { DAY, MINUTE } from '../../kernel/clock';
import { OwnShifts, isAhead } from './own-shifts.service';
import { PersonPreferences } from './preferences.service';
import { saidMoment } from '../../kernel/said-time';
import { wanting } from '../dialogue/asking';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/reach';
import * as watching from '../wording/watching';

const MOST_MINUTES = 7 * 24 * 60;
const MOST_QUIET_DAYS = 30;

/** 提醒 提前2小时: one more reminder before each shift of the speaker's. */
@Injectable()
export class RemindMeCommand implements Command {
  readonly act = 'remind-me';
  readonly audience = 'everybody';

  constructor(
    private readonly preferences: PersonPreferences,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { minutes } = turn.step;
    if (minutes === undefined || minutes < 0 || minutes > MOST_MINUTES)
      return wanting(turn, say.remindHow(), 'minutes');
    const context = turn.act();
    await this.preferences.set(context, { remindMinutes: minutes });
    const ahead = await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.start > turn.now);
    await this.preferences.plan(
      context,
      turn.speaker.personId,
      ahead.map(({ mine }) => mine),
      minutes,
    );
    return replyPrivately(minutes === 0 ? say.remindOff() : say.remindSet(minutes));
  }
}

/** 免打扰 7天: until then only what is urgent or waits for the speaker's word reaches her. */
@Injectable()
export class QuietCommand implements Command {
  readonly act = 'quiet';
  readonly audience = 'everybody';

  constructor(private readonly preferences: PersonPreferences) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { minutes } = turn.step;
    if (turn.step.slots.note !== undefined) return this.atNight(turn, !/不|别/u.test(turn.step.slots.note));
    const until = turn.step.slots.when?.[0]?.to;
    const said = until ? instantOf(until, turn.scope.zone) - turn.now : undefined;
    const length = minutes === undefined ? said : minutes * MINUTE;
    const days = length === undefined ? turn.step.slots.numbers?.[0] : length / DAY;
    if (days === undefined || days < 0 || days > MOST_QUIET_DAYS) return wanting(turn, say.quietHow(), 'minutes');
    const quietUntilMs = turn.now + days * DAY;
    await this.preferences.set(turn.act(), { quietUntilMs });
    if (days === 0) return replyPrivately(say.quietOff());
    return replyPrivately(say.quietSet(saidMoment(civilOf(quietUntilMs, turn.scope.zone), turn.today)));
  }

  /** 夜里可以叫我: she may be asked to step in at night as well. */
  private async atNight(turn: Turn, nightAsks: boolean): Promise<CommandAnswer> {
    await this.preferences.set(turn.act(), { nightAsks });
    return replyPrivately(nightAsks ? watching.nightAsksOn() : watching.nightAsksOff());
  }
}

import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, instantOf, startOfDay } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LIST_MAX } from '../dialogue/asking';
import type { Stretch } from '../grammar/reading';
import { match } from '../dialogue/matching';
import { PeopleByName, type Named } from './people-by-name.service';
import { saidHours, saidMoment, saidShift, saidStretch } from '../../kernel/said-time';
import { reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayDuty from '../wording/duties';

/** How far ahead the shifts of a person are looked for. */
const AHEAD = 100 * DAY;

/** 谁在班: who serves at an instant, or over a day. */
@Injectable()
export class OnDutyCommand implements Command {
  readonly act = 'on-duty';
  readonly audience = 'serving';

  constructor(
    private readonly look: LookAtRota,
    private readonly people: PeopleByName,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const stretch = turn.step.slots.when?.[0];
    if (turn.step.slots.person !== undefined)
      return this.people.settle(turn, (person) => this.of(turn, person, stretch));
    if (!stretch) return this.at(turn, turn.now, sayAct.now());
    if (stretch.to === null) {
      return this.at(turn, instantOf(stretch.from, turn.scope.zone), saidMoment(stretch.from, turn.today));
    }
    const last = clockOf(stretch.to) === '00:00' ? addDays(dateOf(stretch.to), -1) : dateOf(stretch.to);
    const range = {
      from: startOfDay(dateOf(stretch.from), turn.scope.zone),
      to: startOfDay(addDays(last, 1), turn.scope.zone),
    };
    const duties = await this.look.duties(turn.scope, range);
    const fitting = match(duties, turn.step.slots, turn.scope.zone);
    const shown = fitting.exact.length > 0 ? fitting.exact : fitting.near;
    const title = saidStretch(stretch.from, stretch.to, turn.today);
    if (shown.length === 0) return reply(sayDuty.nothingPlanned(title));
    const oneDay = dateOf(stretch.from) === last;
    const lines = shown.map((duty) => sayDuty.dutyLine(duty, oneDay ? saidHours(duty) : null));
    return reply(sayDuty.onDuty(title, lines));
  }

  /** The shifts of one person, in the time that was said or from now on. */
  private async of(turn: Turn, person: Named, stretch: Stretch | undefined): Promise<CommandAnswer> {
    const { zone } = turn.scope;
    const from = stretch ? instantOf(stretch.from, zone) : turn.now;
    const to = stretch ? instantOf(stretch.to ?? stretch.from, zone) + (stretch.to === null ? 1 : 0) : from + AHEAD;
    const shifts = await this.look.shiftsOf(turn.scope, person.id, { from, to });
    const lines = shifts.filter(({ end }) => end > from).map((shift) => saidShift(shift, turn.today));
    if (lines.length === 0) return replyPrivately(sayDuty.noShiftsOfHers(person.name));
    return replyPrivately(
      sayDuty.shiftsOfHers(person.name, lines.slice(0, LIST_MAX), Math.max(0, lines.length - LIST_MAX)),
    );
  }

  private async at(turn: Turn, instant: number, title: string): Promise<CommandAnswer> {
    const duties = await this.look.onDuty(turn.scope, instant);
    const running = instant === turn.now;
    const staying = running ? await this.look.staying(turn.scope, instant) : [];
    if (duties.length === 0) return reply(sayDuty.nobodyPlanned(title));
    return reply(
      sayDuty.onDuty(
        title,
        duties.map((duty) =>
          running
            ? sayDuty.lineOfNow(duty, saidHours(duty), staying, instant)
            : sayDuty.dutyLine(duty, saidHours(duty)),
        ),
      ),
    );
  }
}

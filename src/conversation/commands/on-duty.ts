import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, instantOf, startOfDay } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import type { DutyView } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LIST_MAX } from '../dialogue/asking';
import type { Stretch } from '../grammar/reading';
import { inSetting, match, windowOf } from '../dialogue/matching';
import { saidWhen } from './own-questions.service';
import { PeopleByName, type Named } from './people-by-name.service';
import { RotaSheet } from './rota-sheet.service';
import { saidHours, saidMoment, saidShift, saidStretch } from '../../kernel/said-time';
import { reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayDuty from '../wording/duties';

/** How far ahead the shifts of a person are looked for. */
const AHEAD = 100 * DAY;
/** How far ahead the next session of a programme is looked for. */
const NEXT = 35 * DAY;

/** 谁在班: who serves at an instant, or over a day. */
@Injectable()
export class OnDutyCommand implements Command {
  readonly act = 'on-duty';
  readonly audience = 'serving';

  constructor(
    private readonly look: LookAtRota,
    private readonly people: PeopleByName,
    private readonly sheet: RotaSheet,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const stretch = turn.step.slots.when?.[0];
    if (turn.step.slots.person !== undefined)
      return this.people.settle(turn, (person) => this.of(turn, person, stretch));
    if (turn.step.asks === 'rota') return this.sheet.of(turn);
    if (!stretch) return this.nowOrNext(turn);
    if (stretch.to === null) {
      return this.at(turn, instantOf(stretch.from, turn.scope.zone), saidMoment(stretch.from, turn.today));
    }
    const last = clockOf(stretch.to) === '00:00' ? addDays(dateOf(stretch.to), -1) : dateOf(stretch.to);
    const range = {
      from: startOfDay(dateOf(stretch.from), turn.scope.zone),
      to: startOfDay(addDays(last, 1), turn.scope.zone),
    };
    const duties = (await this.look.duties(turn.scope, range)).map(inSetting);
    const fitting = match(duties, turn.step.slots, turn.scope.zone);
    const shown = fitting.exact.length > 0 ? fitting.exact : fitting.near;
    const title = saidStretch(stretch.from, stretch.to, turn.today);
    if (shown.length === 0) return reply(sayDuty.nothingPlanned(title));
    const oneDay = dateOf(stretch.from) === last;
    const lines = shown.map((duty) => sayDuty.dutyLine(duty, oneDay ? saidHours(duty) : null));
    return reply(sayDuty.onDuty(title, lines));
  }

  /** The shifts of one person, in the time that was said or from now on; where she has none then, when she serves next. */
  private async of(turn: Turn, person: Named, stretch: Stretch | undefined): Promise<CommandAnswer> {
    const { scope, now, today } = turn;
    const { person: _, ...slots } = turn.step.slots;
    const window = windowOf(slots, now, scope.zone, AHEAD / DAY, true);
    const range = stretch ? window : { from: now, to: now + AHEAD };
    const { exact, near } = match(
      (await this.look.shiftsOf(scope, person.id, range)).map(inSetting),
      slots,
      scope.zone,
    );
    const found = exact.length > 0 ? exact : near;
    const lines = (stretch ? found : found.filter(({ end }) => end > now)).map((shift) => saidShift(shift, today));
    const title = saidWhen(turn);
    if (lines.length === 0 && title === null) return replyPrivately(sayDuty.noShiftsOfHers(person.name));
    if (lines.length === 0) {
      const [next] = (await this.look.shiftsOf(scope, person.id, { from: now, to: now + AHEAD })).filter(
        ({ start }) => start >= now,
      );
      const line = next ? saidShift(next, today) : null;
      return replyPrivately(sayDuty.noShiftsOfHersThen(person.name, title ?? '', line));
    }
    const shown = lines.slice(0, LIST_MAX);
    return replyPrivately(sayDuty.shiftsOfHers(person.name, title, shown, lines.length - shown.length));
  }

  /** Who serves now; of a programme that has nothing now, who serves in it next. */
  private async nowOrNext(turn: Turn): Promise<CommandAnswer> {
    const { scope, now, step } = turn;
    const { programme, post } = step.slots;
    const current = await this.servingAt(turn, now);
    if (programme === undefined || current.length > 0) return this.told(turn, current, now, sayAct.now());
    const ahead = match(
      (await this.look.duties(scope, { from: now, to: now + NEXT })).map(inSetting),
      { programme, post },
      scope.zone,
    ).exact;
    const first = ahead[0];
    if (!first) return reply(sayDuty.nothingAhead(programme));
    const lines = ahead
      .filter(({ sessionId }) => sessionId === first.sessionId)
      .map((duty) => sayDuty.dutyLine(duty, null));
    return reply(sayDuty.onDuty(sayDuty.nextTime(first.programmeName), lines));
  }

  private async at(turn: Turn, instant: number, title: string): Promise<CommandAnswer> {
    return this.told(turn, await this.servingAt(turn, instant), instant, title);
  }

  private async servingAt({ scope, step }: Turn, instant: number): Promise<readonly DutyView[]> {
    const { programme, post } = step.slots;
    return match((await this.look.onDuty(scope, instant)).map(inSetting), { programme, post }, scope.zone).exact;
  }

  private async told(turn: Turn, duties: readonly DutyView[], instant: number, title: string): Promise<CommandAnswer> {
    if (duties.length === 0) return reply(sayDuty.nobodyPlanned(title));
    const running = instant === turn.now;
    const staying = running ? await this.look.staying(turn.scope, instant) : [];
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

import { Injectable } from '@nestjs/common';
import { addDays, clockOf, dateOf, instantOf, startOfDay } from '../../kernel/civil-time';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { match } from '../matching';
import { saidHours, saidMoment, saidStretch } from '../said';
import { said, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

/** 谁在班: who serves at an instant, or over a day. */
@Injectable()
export class OnDutyCommand implements Command {
  readonly act = 'on-duty';
  readonly audience = 'everybody';

  constructor(private readonly look: LookAtRota) {}

  async run(turn: Turn): Promise<Outcome> {
    const stretch = turn.step.slots.when?.[0];
    if (!stretch) return this.at(turn, turn.now, say.now());
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
    if (shown.length === 0) return said(say.nothingPlanned(title));
    const oneDay = dateOf(stretch.from) === last;
    const lines = shown.map((duty) => say.dutyLine(duty, oneDay ? saidHours(duty) : null));
    return said(say.onDuty(title, lines));
  }

  private async at(turn: Turn, instant: number, title: string): Promise<Outcome> {
    const duties = await this.look.onDuty(turn.scope, instant);
    if (duties.length === 0) return said(say.nobodyPlanned(title));
    return said(
      say.onDuty(
        title,
        duties.map((duty) => say.dutyLine(duty, saidHours(duty))),
      ),
    );
  }
}

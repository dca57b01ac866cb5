import { Injectable } from '@nestjs/common';
import { addDays, civilAt, civilOf, dateOf, instantOf } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import { isExpected } from '../../programmes/domain/assignment-state';
import type { MyShift } from '../../rota/domain/shift-view';
import { settle } from '../dialogue/asking';
import { isSpecific } from '../dialogue/resolve';
import type { OwnReferent } from '../dialogue/referents';
import { replyPrivately, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as say from '../wording/part';
import { OwnShifts } from './own-shifts.service';
import { PassOn } from './pass-on.service';

const HALF_DAY = 720;

/** 今晚我只能值到22点: the rest of her shift is for the coordinators to arrange; until somebody has it the shift stays hers. */
@Injectable()
export class PartCommand implements Command {
  readonly act = 'part';
  readonly audience = 'serving';

  constructor(
    private readonly own: OwnShifts,
    private readonly remarks: PassOn,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const ahead = await this.own.referents(
      turn,
      ({ state, end }) => (isExpected(state) || state === 'on-duty') && end > turn.now,
    );
    // without a day it is about the next shift that goes beyond that hour
    const fitting = ahead.filter(({ mine }) => untilIn(mine, turn) !== null);
    const referents = isSpecific(turn.step) ? ahead : fitting.slice(0, 1);
    if (referents.length === 0) return replyPrivately(say.noShiftThen());
    return settle(turn, {
      verb: sayAct.verb('part'),
      noun: sayAct.yourShiftNoun(),
      referents,
      fresh: () => this.own.list(turn),
      personal: true,
      one: (referent) => this.pass(turn, referent),
    });
  }

  private async pass(turn: Turn, { mine, entry, line }: OwnReferent): Promise<CommandAnswer> {
    const until = untilIn(mine, turn);
    if (until === null) return replyPrivately(say.notWithin(line));
    const at = civilOf(until, turn.scope.zone);
    if (turn.step.sure !== true) {
      const yes = [withChosen(turn.step, entry, { sure: true })];
      return replyPrivately(say.preview(line, at, mine.endCivil), { question: { options: [], yes } });
    }
    await this.remarks.tell(turn, mine, (name, shift) => say.restIsFree(name, shift, at, mine.endCivil));
    return replyPrivately(say.passedOn(line, at, mine.endCivil));
  }
}

/** The instant within the shift that the said hour means; null: none, or either of two. */
function untilIn({ start, end, startCivil }: MyShift, { step, scope }: Turn): Instant | null {
  const { minutes } = step.slots;
  if (minutes === undefined) return null;
  const date = dateOf(startCivil);
  const said = minutes < HALF_DAY ? [minutes, minutes + HALF_DAY] : [minutes];
  const meant = [date, addDays(date, 1)]
    .flatMap((day) => said.map((minute) => instantOf(civilAt(day, minute), scope.zone)))
    .filter((at) => at > start && at < end);
  const [only, another] = meant;
  return only !== undefined && another === undefined ? only : null;
}

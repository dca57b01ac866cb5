import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import type { OpenShift, ShiftView } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { LIST_MAX, listed } from '../dialogue/asking';
import { shiftReferent, stretchOf, type ShiftReferent } from '../dialogue/referents';
import type { ListEntry } from '../dialogue/dialogue';
import type { Slots } from '../grammar/reading';
import { match, windowOf } from '../dialogue/matching';
import { replyPrivately, reply, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/shifts';

/** How far ahead one looks who names no time. */
const AHEAD_DAYS = 14;
const REACH_DAYS = 40;

/** Seats that wait for somebody, as the speaker may take them. */
@Injectable()
export class OpenShifts {
  constructor(private readonly look: LookAtRota) {}

  /** What fits `slots`, soonest first: those she may take before those that a rule keeps from her. */
  async referents(turn: Turn, slots: Slots, personId = turn.about.personId): Promise<ShiftReferent[]> {
    const window = windowOf(slots, turn.now, turn.scope.zone, REACH_DAYS);
    const open = await this.look.openShifts(turn.scope, window, turn.now, personId);
    return open.map((shift) => shiftReferent(shift, turn.today));
  }

  /** What the entries of a list stand for, as far as it is still open where it stood; looks at no other time. */
  async among(turn: Turn, entries: readonly ListEntry[]): Promise<ShiftReferent[]> {
    const stretch = stretchOf(entries);
    if (!stretch) return [];
    const open = await this.look.openShifts(turn.scope, stretch, turn.now, turn.about.personId);
    return open.map((shift) => shiftReferent(shift, turn.today));
  }

  /** The numbered list of what she can take in the time that was said, the next two weeks when none was. */
  async list(turn: Turn, slots: Slots): Promise<CommandAnswer> {
    const window = windowOf(slots, turn.now, turn.scope.zone, AHEAD_DAYS);
    const open = await this.look.openShifts(turn.scope, window, turn.now, turn.about.personId);
    const fitting = match(
      open.map((shift) => shiftReferent(shift, turn.today)),
      slots,
      turn.scope.zone,
    ).exact;
    const { roles } = turn.speaker;
    if (!roles.includes('volunteer')) {
      if (!roles.includes('coordinator')) return reply(say.openShiftsForVolunteers());
      if (fitting.length === 0) return reply(say.noOpenShifts(slots.when !== undefined));
      return listed(say.allOpenShifts(fitting.length), fitting.map(marked), 'fill', say.allOpenShiftsNext());
    }
    const free = fitting.filter(({ shift }) => isFree(shift));
    if (free.length > 0) {
      const barred = fitting.length - free.length;
      return listed(say.openShifts(free.length, barred), free.map(marked), 'claim', say.openShiftsNext());
    }
    if (fitting.length > 0) {
      return replyPrivately(
        say.onlyBarredShifts(
          fitting.slice(0, LIST_MAX - 4).map(({ line }) => line),
          fitting.length,
        ),
      );
    }
    return reply(say.noOpenShifts(slots.when !== undefined));
  }

  /** Up to three others near `wanted` that the person may take. */
  async near(turn: Turn, wanted: ShiftView, personId = turn.about.personId): Promise<ShiftReferent[]> {
    const range = { from: Math.max(turn.now, wanted.start - 7 * DAY), to: wanted.start + 7 * DAY };
    const open = await this.look.openShifts(turn.scope, range, turn.now, personId);
    const distance = (shift: ShiftView): number => Math.abs(shift.start - wanted.start);
    return open
      .filter((shift) => isFree(shift) && shift.shiftId !== wanted.shiftId)
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, 3)
      .sort((a, b) => a.start - b.start)
      .map((shift) => shiftReferent(shift, turn.today));
  }
}

/** No rule keeps the person from it whom the rota was asked for. */
export function isFree(shift: OpenShift): boolean {
  return shift.verdict.length === 0;
}

function marked(referent: ShiftReferent): ShiftReferent {
  const holder = referent.shift.offeredBy;
  return holder ? { ...referent, line: `${referent.line}${say.coverMark(holder.name)}` } : referent;
}

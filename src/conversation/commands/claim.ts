import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import { ClaimShift } from '../../rota/claim-shift.service';
import type { RotaRefusal } from '../../rota/domain/refusal';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { listed, settle } from '../dialogue/asking';
import { shiftReferent, stretchOf, type ShiftReferent } from '../dialogue/referents';
import { OpenShifts, isFree } from './open-shifts.service';
import { OwnShifts } from './own-shifts.service';
import { AskedToCover } from './asked-to-cover';
import { match, windowOf } from '../dialogue/matching';
import { entriesMeant, isSpecific } from '../dialogue/resolve';
import { onBehalf, reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayClaim from '../wording/claiming';
import * as sayRefusal from '../wording/refusals';
import * as sayShift from '../wording/shifts';

/** 认领: a seat for the speaker herself. */
@Injectable()
export class ClaimCommand implements Command {
  readonly act = 'claim';
  readonly audience = 'everybody';

  constructor(
    private readonly claims: ClaimShift,
    private readonly open: OpenShifts,
    private readonly own: OwnShifts,
    private readonly look: LookAtRota,
    private readonly asked: AskedToCover,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { slots } = turn.step;
    if (!isSpecific(turn.step)) return this.whichOne(turn);
    const named = entriesMeant(turn.step, turn.listing);
    const byEntry = slots.numbers !== undefined || stretchOf(named) !== null;
    const all = byEntry ? await this.open.among(turn, named) : await this.open.referents(turn, slots);
    const elsewhere = byEntry ? null : await this.notOpen(turn, all);
    if (elsewhere) return elsewhere;
    return settle(turn, {
      verb: sayAct.verb('claim'),
      noun: sayAct.openShiftNoun(),
      referents: byEntry ? all : preferred(all, turn),
      fresh: () => this.open.list(turn, byEntry ? {} : { ...slots, dayPart: undefined, when: slots.when }),
      personal: false,
      one: (referent) => this.claim(turn, referent),
    });
  }

  /** 认领, 我来 or +1 without a word more: the only seat of the last list, else what she was asked for, else the list. */
  private async whichOne(turn: Turn): Promise<CommandAnswer> {
    const { listing } = turn;
    if (listing.state === 'valid' && listing.listing.entries.length === 1 && listing.listing.act === 'claim') {
      return this.run({ ...turn, step: { ...turn.step, slots: { ...turn.step.slots, numbers: [1] } } });
    }
    const asked = onBehalf(turn) === undefined ? await this.asked.accept(turn) : null;
    return asked ?? this.open.list(turn, turn.step.slots);
  }

  /** What was said is hers already, or taken, or over: she is told that instead of that there is nothing. */
  private async notOpen(turn: Turn, all: readonly ShiftReferent[]): Promise<CommandAnswer | null> {
    const { slots } = turn.step;
    if (match(all, slots, turn.scope.zone).exact.length > 0) return null;
    const own = match(await this.own.referents(turn), slots, turn.scope.zone).exact;
    const [first] = own;
    if (first && own.length === 1) return replyPrivately(sayClaim.alreadyYours(first.line));
    if (slots.when?.every((stretch) => instantOf(stretch.to ?? stretch.from, turn.scope.zone) <= turn.now)) {
      return replyPrivately(sayClaim.pastTime());
    }
    const window = windowOf(slots, turn.now, turn.scope.zone, 1);
    const duties = slots.when ? await this.look.duties(turn.scope, window) : [];
    const seats = duties.map((duty) => shiftReferent({ ...duty, offeredBy: null, verdict: [] }, turn.today));
    const taken = match(seats, slots, turn.scope.zone).exact.filter(({ shift }) => shift.end > turn.now);
    const [one] = taken;
    return one ? this.instead(turn, one, sayClaim.takenAlready()) : null;
  }

  private async claim(turn: Turn, referent: ShiftReferent): Promise<CommandAnswer> {
    const result = await this.claims.claim(turn.act(), { shiftId: referent.shift.shiftId, personId: onBehalf(turn) });
    if (result.ok) return reply(sayClaim.claimed(referent.shift, result.value, turn.today));
    return this.refused(turn, referent, result.refusal);
  }

  private refused(turn: Turn, referent: ShiftReferent, refusal: RotaRefusal): Promise<CommandAnswer> {
    return this.instead(turn, referent, sayRefusal.rotaRefusal(refusal, turn));
  }

  private async instead(turn: Turn, referent: ShiftReferent, reason: string): Promise<CommandAnswer> {
    const others = await this.open.near(turn, referent.shift);
    if (others.length === 0) return replyPrivately(sayClaim.claimRefused(referent.line, reason));
    return listed(sayClaim.claimRefusedOthers(referent.line, reason), others, 'claim', sayShift.openShiftsNext(), {
      personal: true,
    });
  }
}

/** Among several that fit, those which she may take; all of them when a rule keeps every one from her. */
function preferred(all: readonly ShiftReferent[], turn: Turn): readonly ShiftReferent[] {
  const fitting = match(all, turn.step.slots, turn.scope.zone).exact;
  const free = fitting.filter(({ shift }) => isFree(shift));
  if (free.length > 0) return [...free, ...all.filter((c) => !fitting.includes(c))];
  return fitting.length > 0 ? fitting.slice(0, 1) : all;
}

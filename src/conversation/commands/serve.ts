import { Injectable } from '@nestjs/common';
import { DAY, HOUR, MINUTE } from '../../kernel/clock';
import type { MyShift, ShiftView } from '../../rota/domain/shift-view';
import { Duty } from '../../rota/duty.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { settle, wanting } from '../dialogue/asking';
import { ProgrammeMeasures } from './programme-measures.service';
import { OwnShifts } from './own-shifts.service';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayPresence from '../wording/presence';
import * as sayServing from '../wording/serving';
import * as sayAct from '../wording/acts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';
import { isExpected } from '../../programmes/domain/assignment-state';

/** How long around a shift 到岗 and 离岗 can be meant; the rota itself decides whether it takes them. */
const BEFORE = 4 * HOUR;
const AFTER = 12 * HOUR;

/** How long after a shift somebody may still be asked whether she means that one; the rota decides whether she is too late. */
const LOOKS_BACK = 5 * DAY;

/** Whoever has the post next is about to come. */
const FOLLOWS_WITHIN = 30 * MINUTE;

const around = (mine: MyShift, turn: Turn): boolean => mine.start - BEFORE <= turn.now && turn.now <= mine.end + AFTER;
const expected = (mine: MyShift): boolean => isExpected(mine.state);

/** 到岗: the speaker takes up her duty. */
@Injectable()
export class ArriveCommand implements Command {
  readonly act = 'arrive';
  readonly audience = 'everybody';

  constructor(
    private readonly duty: Duty,
    private readonly own: OwnShifts,
    private readonly measures: ProgrammeMeasures,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.own.referents(turn, undefined, LOOKS_BACK);
    const near = all.filter(({ mine }) => around(mine, turn));
    const waiting = near.filter(({ mine }) => expected(mine) && mine.end > turn.now);
    const onDuty = near.find(({ mine }) => mine.state === 'on-duty');
    const over = all.filter(({ mine }) => expected(mine) && mine.end <= turn.now);
    const said = turn.step.slots.when !== undefined;
    if (waiting.length === 0 && (onDuty || over.length === 0)) {
      return onDuty
        ? replyPrivately(sayServing.alreadyOnDuty(onDuty.mine, turn.today))
        : replyPrivately(sayServing.nothingToArriveAt());
    }
    return settle(turn, {
      verb: sayAct.verb('arrive'),
      noun: sayAct.yourShiftNoun(),
      referents: waiting.length > 0 && !said ? nearest(waiting, turn) : [...waiting, ...over],
      fresh: () => this.own.list(turn),
      personal: true,
      one: async ({ mine, line }) => {
        const result = await this.duty.arrive(turn.act(), { assignmentId: mine.assignmentId });
        if (!result.ok)
          return replyPrivately(
            sayLetGo.actRefused(sayAct.verb('arrive'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
          );
        if (result.value.waits)
          return replyPrivately(sayPresence.lateSignInWaits(mine, result.value.already, turn.today));
        const measures = await this.measures.of(turn, mine.programmeKey);
        return replyPrivately(sayServing.arrived(mine, result.value.relieved, measures, turn.today));
      },
    });
  }
}

/** The shifts that are running or about to; only they are meant by a bare 到岗. */
function nearest<T extends { readonly mine: MyShift }>(waiting: readonly T[], turn: Turn): readonly T[] {
  const open = waiting.filter(({ mine }) => mine.start - 60 * MINUTE <= turn.now);
  return open.length > 0 ? open : waiting.slice(0, 1);
}

/** 离岗: the speaker's duty ends. */
@Injectable()
export class OffDutyCommand implements Command {
  readonly act = 'off-duty';
  readonly audience = 'everybody';

  constructor(
    private readonly duty: Duty,
    private readonly look: LookAtRota,
    private readonly own: OwnShifts,
    private readonly measures: ProgrammeMeasures,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const all = await this.own.referents(turn, undefined, LOOKS_BACK);
    const onDuty = all.filter(({ mine }) => mine.state === 'on-duty' && around(mine, turn));
    const unannounced = all.filter(({ mine }) => expected(mine) && mine.start <= turn.now);
    const fits = onDuty.length > 0 && turn.step.slots.when === undefined;
    const serving = fits ? onDuty : [...onDuty, ...unannounced];
    if (serving.length === 0) return replyPrivately(sayServing.notOnDuty());
    return settle(turn, {
      verb: sayAct.verb('off-duty'),
      noun: sayAct.yourShiftNoun(),
      referents: serving,
      fresh: () => this.own.list(turn),
      personal: true,
      one: async ({ mine, line }) => {
        const result = await this.duty.offDuty(turn.act(), { assignmentId: mine.assignmentId });
        if (!result.ok)
          return replyPrivately(
            sayLetGo.actRefused(sayAct.verb('off-duty'), line, sayRefusal.rotaRefusal(result.refusal, turn)),
          );
        if (result.value.waits)
          return replyPrivately(sayPresence.lateSignInWaits(mine, result.value.already, turn.today));
        const measures = await this.measures.of(turn, mine.programmeKey);
        const left = sayServing.leftDuty(mine, result.value, measures, turn.today);
        return replyPrivately(`${left}${await this.uncovered(turn, mine)}`);
      },
    });
  }

  /** What she is told when the post that she leaves is empty while it should not be. */
  private async uncovered({ scope, now }: Turn, mine: MyShift): Promise<string> {
    const same = ({ programmeKey, postKey }: ShiftView): boolean =>
      programmeKey === mine.programmeKey && postKey === mine.postKey;
    const running = (await this.look.onDuty(scope, now)).filter(same);
    if (running.length === 0 || (await this.look.staying(scope, now)).some(same)) return '';
    const following = (await this.look.duties(scope, { from: now, to: now + FOLLOWS_WITHIN })).filter(same);
    const people = following.flatMap((duty) => duty.people);
    if (people.some(({ state }) => state === 'on-duty')) return '';
    return sayServing.postIsEmpty(
      mine,
      people.filter(({ state }) => isExpected(state)).map(({ name }) => name),
    );
  }
}

/** 交接: a note for whoever comes next, without anything that tells who a caller is. */
@Injectable()
export class HandoverCommand implements Command {
  readonly act = 'handover';
  readonly audience = 'everybody';

  constructor(
    private readonly duty: Duty,
    private readonly own: OwnShifts,
    private readonly measures: ProgrammeMeasures,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { note } = turn.step.slots;
    if (note === undefined || note.trim() === '') {
      return wanting(turn, sayServing.handoverHow(await this.measures.ofSpeaker(turn)), 'note');
    }
    const serving = await this.own.referents(
      turn,
      (mine) => (mine.state === 'on-duty' || mine.state === 'done') && around(mine, turn),
    );
    const current = serving.filter(({ mine }) => mine.state === 'on-duty');
    if (serving.length === 0) return replyPrivately(sayServing.notOnDuty());
    return settle(turn, {
      verb: sayAct.verb('handover'),
      noun: sayAct.yourShiftNoun(),
      referents: current.length > 0 ? current : serving.slice(-1),
      // What the note says about times and numbers is about the calls, not about which shift is meant.
      reading: { ...turn.step, slots: {} },
      fresh: () => this.own.list(turn),
      personal: true,
      one: async ({ mine }) => {
        const result = await this.duty.handover(turn.act(), { assignmentId: mine.assignmentId, note });
        return replyPrivately(
          result.ok
            ? sayServing.handedOver(mine, result.value.to, turn.today)
            : sayRefusal.rotaRefusal(result.refusal, turn),
        );
      },
    });
  }
}

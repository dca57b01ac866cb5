import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import { isWanted, type WantedTime } from '../../rota/domain/wish';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { SeekRing } from '../../rota/seek-ring.service';
import { WishSwap } from '../../rota/wish-swap.service';
import { settle } from '../dialogue/asking';
import type { OwnReferent } from '../dialogue/referents';
import type { ListEntry, Step } from '../dialogue/dialogue';
import type { OtherShift, Stretch } from '../grammar/reading';
import { isWholeDays } from '../dialogue/matching';
import { OpenShifts, isFree } from './open-shifts.service';
import { OwnShifts, isAhead } from './own-shifts.service';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayAct from '../wording/acts';
import * as sayLetGo from '../wording/letting-go';
import * as sayRefusal from '../wording/refusals';
import * as sayRing from '../wording/rings';

const ANY_TIME = 'any time';

/** 3换周五晚上: a wish to serve at another time, with whomever; a ring that comes of it is put to everybody in it. */
@Injectable()
export class SwapWishes {
  constructor(
    private readonly wishes: WishSwap,
    private readonly seeking: SeekRing,
    private readonly rings: LookAtRings,
    private readonly own: OwnShifts,
    private readonly open: OpenShifts,
  ) {}

  async wish(turn: Turn): Promise<CommandAnswer> {
    const { other } = turn.step.slots;
    if (other?.numbers !== undefined) return replyPrivately(sayRing.swapHow());
    return settle(turn, {
      verb: sayAct.verb('swap'),
      noun: sayAct.yourShiftNoun(),
      referents: await this.own.referents(turn, (mine) => isAhead(mine, turn) && mine.state !== 'on-duty'),
      fresh: () => this.own.list(turn),
      personal: true,
      one: (mine) =>
        this.wishFor(
          turn,
          mine,
          (other?.when ?? []).map((when) => wantedTime(when, other, turn)),
        ),
    });
  }

  private async wishFor(turn: Turn, mine: OwnReferent, wanted: readonly WantedTime[]): Promise<CommandAnswer> {
    if (wanted.length === 0 && turn.step.seen !== ANY_TIME) return this.when(turn, mine);
    if (wanted.length > 0 && wanted.every(({ to }) => to <= turn.now)) return replyPrivately(sayRing.wishPast());
    const result = await this.wishes.wish(turn.act(), { assignmentId: mine.mine.assignmentId, wanted });
    if (!result.ok)
      return replyPrivately(
        sayLetGo.actRefused(sayAct.verb('swap'), mine.line, sayRefusal.rotaRefusal(result.refusal, turn)),
      );
    const { wishId } = result.value;
    await this.seeking.seek(turn.scope, wishId, turn.now, turn.about.personId);
    const ring = await this.rings.ringOf(turn.scope, wishId);
    if (!ring) return replyPrivately(sayRing.wished(mine.line, wanted, await this.free(turn, wanted), turn));
    const entry: ListEntry = { kind: 'ring', id: ring.ringId, stamp: '' };
    const answers = (['agree', 'refuse'] as const).map((act): Step => ({ act, slots: {}, chosen: [entry] }));
    const question = { options: [], yes: answers.slice(0, 1), no: answers.slice(1) };
    return replyPrivately(sayRing.ringFound(ring, turn.about.personId, turn), { question });
  }

  /** 换班 3 and not a word about when: she says it, or that any time will do. */
  private when(turn: Turn, mine: OwnReferent): CommandAnswer {
    const yes: Step[] = [{ ...turn.step, chosen: [mine.entry], tentative: false, seen: ANY_TIME }];
    return replyPrivately(sayRing.swapWhen(mine.line), { question: { options: [], yes } });
  }

  /** A seat at the wanted time that nobody need give up. */
  private async free(turn: Turn, wanted: readonly WantedTime[]): Promise<string | null> {
    if (wanted.length === 0) return null;
    const found = (await this.open.referents(turn, {})).find(({ shift }) => isFree(shift) && isWanted(wanted, shift));
    return found?.line ?? null;
  }
}

/** A shift's own name (晚班) narrows the day to that part; any other word has become hours already. */
function wantedTime(when: Stretch, { dayPart }: OtherShift = {}, { scope }: Turn): WantedTime {
  const { from, to } = when;
  const start = instantOf(from, scope.zone);
  if (to === null) return { from: start, to: start + 1 };
  const named = isWholeDays(when) && dayPart !== undefined;
  return { from: start, to: instantOf(to, scope.zone), ...(named ? { dayPart } : {}) };
}

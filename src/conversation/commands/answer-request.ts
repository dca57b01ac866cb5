import { Injectable } from '@nestjs/common';
import { addDays, dateOf } from '../../kernel/civil-time';
import { HOUR } from '../../kernel/clock';
import { isExpected } from '../../programmes/domain/assignment-state';
import { AnswerRequest } from '../../rota/answer-request.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { WishSwap } from '../../rota/wish-swap.service';
import { assignmentEntry } from '../dialogue/referents';
import type { ListEntry, Step } from '../dialogue/dialogue';
import { OwnShifts } from './own-shifts.service';
import { AskedToCover } from './asked-to-cover';
import { Requests, type Word } from './requests.service';
import { reply, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayManners from '../wording/manners';
import * as sayRequest from '../wording/requests';
import * as sayRefusal from '../wording/refusals';
import * as sayLetGo from '../wording/letting-go';
import * as sayRing from '../wording/rings';

/** How long before a shift somebody may be asked whether she comes. */
const CONFIRM_ASKED_WITHIN = 48 * HOUR;

/** Answers the one that was chosen or is the only one; asks when there are several. null: nothing waits for her word. */
async function answer(requests: Requests, turn: Turn, word: Word): Promise<CommandAnswer | null> {
  const picked = turn.step.chosen?.find((entry) => ['request', 'ring', 'sign-in'].includes(entry.kind));
  if (picked && turn.step.tentative !== true) return requests.answer(turn, picked, word);
  const open = await requests.open(turn);
  if (turn.step.tentative === true) {
    if (open.length === 0) return reply(word === 'agree' ? sayManners.acknowledged() : sayManners.nothingPending());
    // A word that may have been meant for anything: what waits is shown, and waits on.
    return replyPrivately(sayRequest.stillAsked(open.map(({ line }) => line)));
  }
  const named = turn.step.slots.person;
  const meant = named === undefined ? open : open.filter(({ names }) => names.some((name) => name.includes(named)));
  const among = meant.length > 0 ? meant : open;
  const [first] = among;
  if (!first) return null;
  if (meant.length === 1) return requests.answer(turn, first.entry, word);
  const options = among.map(({ entry }): Step => ({ ...turn.step, chosen: [entry] }));
  return replyPrivately(
    sayRequest.whichRequest(
      word,
      among.map(({ line }) => line),
    ),
    { question: { options, all: true } },
  );
}

/** 同意 to what somebody asked. */
@Injectable()
export class AgreeCommand implements Command {
  readonly act = 'agree';
  readonly audience = 'everybody';

  constructor(
    private readonly requests: Requests,
    private readonly asked: AskedToCover,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    if (turn.step.chosen?.some((entry) => entry.kind === 'shift'))
      return (await this.asked.accept(turn)) ?? replyPrivately(sayRequest.nothingToAgree());
    const covering =
      turn.step.chosen === undefined && (await this.requests.open(turn)).length === 0
        ? await this.asked.accept(turn)
        : null;
    return covering ?? (await answer(this.requests, turn, 'agree')) ?? replyPrivately(sayRequest.nothingToAgree());
  }
}

/**
 * 不行, to what somebody asked; else to her own wish to swap, which then can be taken back; else to the shift that waits
 * for her 确认, which then can be offered or dropped.
 */
@Injectable()
export class RefuseCommand implements Command {
  readonly act = 'refuse';
  readonly audience = 'everybody';

  constructor(
    private readonly requests: Requests,
    private readonly own: OwnShifts,
    private readonly rings: LookAtRings,
    private readonly wishes: WishSwap,
    private readonly asked: AskedToCover,
    private readonly answers: AnswerRequest,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const own = turn.step.chosen?.find((entry) => entry.kind === 'own-request');
    if (own) return this.asksNoLonger(turn, own.id);
    const seat = turn.step.chosen?.find((entry) => entry.kind === 'assignment');
    if (seat) return this.cannotCome(turn, seat);
    if (turn.step.chosen?.some((entry) => entry.kind === 'shift'))
      return (await this.asked.decline(turn)) ?? replyPrivately(sayRequest.nothingToRefuse());
    const wish = turn.step.chosen?.find((entry) => entry.kind === 'wish');
    if (wish) return this.takeBack(turn, wish.id);
    return (
      (await answer(this.requests, turn, 'refuse')) ??
      (await this.asked.decline(turn)) ??
      (await this.wishAgain(turn)) ??
      (await this.cannotCome(turn))
    );
  }

  private async wishAgain(turn: Turn): Promise<CommandAnswer | null> {
    const open = await this.rings.openWishesOf(turn.scope, turn.speaker.personId);
    if (open.length === 0) return null;
    const options = open.map(({ wishId }): Step => ({
      act: this.act,
      slots: {},
      chosen: [{ kind: 'wish', id: wishId, stamp: '' }],
    }));
    const lines = open.map((wish) => sayRing.wishLine(wish, turn));
    return replyPrivately(sayRing.takeWishBack(lines), {
      question: { options, yes: options.length === 1 ? options : undefined },
    });
  }

  private async takeBack(turn: Turn, wishId: string): Promise<CommandAnswer> {
    const result = await this.wishes.withdraw(turn.act(), { wishId });
    return replyPrivately(result.ok ? sayRing.wishTakenBack() : sayRefusal.rotaRefusal(result.refusal, turn));
  }

  private async asksNoLonger(turn: Turn, requestId: string): Promise<CommandAnswer> {
    const result = await this.answers.withdraw(turn.act(), { requestId });
    return replyPrivately(
      result.ok ? sayRequest.requestTakenBack(result.value.to.name) : sayRefusal.rotaRefusal(result.refusal, turn),
    );
  }

  /** Three ways to be free of a shift: of the one that was meant, else of the next that waits for her word. */
  private async cannotCome(turn: Turn, meant?: ListEntry): Promise<CommandAnswer> {
    const ahead = await this.own.referents(turn, (mine) => isExpected(mine.state) && mine.start > turn.now);
    const next = meant
      ? ahead.find(({ entry }) => entry.id === meant.id)
      : ahead.find(({ mine, start }) => mine.state === 'held' && start - turn.now <= CONFIRM_ASKED_WITHIN);
    if (!next) return replyPrivately(sayRequest.nothingToRefuse());
    const slots = {};
    const day = dateOf(next.mine.startCivil);
    const when = [{ from: `${day}T00:00` as const, to: `${addDays(day, 1)}T00:00` as const }];
    const entries = [assignmentEntry(next.mine)];
    const options: Step[] = [
      { act: 'offer', slots, chosen: entries, sure: true },
      { act: 'drop', slots, chosen: entries, sure: true },
      { act: 'take-leave', slots: { when }, sure: true },
    ];
    return replyPrivately(sayLetGo.cannotCome(next.line), { question: { options } });
  }
}

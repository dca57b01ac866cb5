import { Injectable } from '@nestjs/common';
import { HOUR } from '../../kernel/clock';
import { AnswerRequest } from '../../rota/answer-request.service';
import type { RequestView } from '../../rota/domain/shift-view';

import { LookAtRequests } from '../../rota/look-at-requests.service';
import { assignmentEntry } from '../candidates';
import type { Entry, Step } from '../dialogue';
import { OwnShifts } from '../own-shifts.service';
import { said, told, type Command, type Outcome, type Turn } from '../turn';
import * as say from '../wording';

/** How long before a shift somebody may be asked whether she comes. */
const CONFIRM_ASKED_WITHIN = 48 * HOUR;

const entryOf = (request: RequestView): Entry => ({ kind: 'request', id: request.requestId, stamp: '' });

/** What others have asked of the speaker and she has not answered. */
@Injectable()
export class Requests {
  constructor(
    private readonly look: LookAtRequests,
    private readonly answers: AnswerRequest,
  ) {}

  async open(turn: Turn): Promise<readonly RequestView[]> {
    return this.look.openRequestsFor(turn.scope, turn.speaker.personId, turn.now);
  }

  /** Answers the one that was chosen or is the only one; asks when there are several. null: there is none. */
  async answer(turn: Turn, word: 'agree' | 'refuse'): Promise<Outcome | null> {
    const open = await this.open(turn);
    if (turn.step.tentative === true) return this.meant(turn, word, open);
    const picked = turn.step.chosen?.find((entry) => entry.kind === 'request');
    if (picked)
      return this.say(
        turn,
        word,
        picked.id,
        open.find((request) => request.requestId === picked.id),
      );
    const [first] = open;
    if (!first) return null;
    const named = turn.step.slots.person;
    const meant = named === undefined ? open : open.filter((request) => request.from.name.includes(named));
    const [only] = meant;
    if (only && meant.length === 1) return this.say(turn, word, only.requestId, only);
    const among = meant.length > 0 ? meant : open;
    const options = among.map((request): Step => ({ ...turn.step, chosen: [entryOf(request)] }));
    const lines = among.map((request) => say.requestLine(request, turn.today));
    return told(say.whichRequest(word, lines), { question: { options, all: true } });
  }

  /** A word that may have been meant for anything: what waits is shown, and waits on. */
  private meant(turn: Turn, word: 'agree' | 'refuse', open: readonly RequestView[]): Outcome {
    if (open.length === 0) return said(word === 'agree' ? say.acknowledged() : say.leftAlone());
    const lines = open.map((request) => say.requestLine(request, turn.today));
    return told(say.stillAsked(lines));
  }

  private async say(
    turn: Turn,
    word: 'agree' | 'refuse',
    requestId: string,
    request: RequestView | undefined,
  ): Promise<Outcome> {
    const result = await this.answers[word](turn.act(), { requestId });
    if (!result.ok) return told(say.rotaRefusal(result.refusal, turn));
    if (word === 'refuse') return told(say.requestRefused(request?.from.name ?? null));
    return told(say.requestAgreed(request ?? null, turn.today));
  }
}

/** 同意 to what somebody asked. */
@Injectable()
export class AgreeCommand implements Command {
  readonly act = 'agree';
  readonly audience = 'everybody';

  constructor(private readonly requests: Requests) {}

  async run(turn: Turn): Promise<Outcome> {
    return (await this.requests.answer(turn, 'agree')) ?? told(say.nothingToAgree());
  }
}

/** 不行, to what somebody asked; else to the shift that waits for her 确认, which then can be offered or dropped. */
@Injectable()
export class RefuseCommand implements Command {
  readonly act = 'refuse';
  readonly audience = 'everybody';

  constructor(
    private readonly requests: Requests,
    private readonly own: OwnShifts,
  ) {}

  async run(turn: Turn): Promise<Outcome> {
    return (await this.requests.answer(turn, 'refuse')) ?? this.cannotCome(turn);
  }

  private async cannotCome(turn: Turn): Promise<Outcome> {
    const [next] = await this.own.candidates(turn, (mine) => mine.state === 'held' && mine.start > turn.now);
    if (!next || next.start - turn.now > CONFIRM_ASKED_WITHIN) return told(say.nothingToRefuse());
    const slots = {};
    const entries = [assignmentEntry(next.mine)];
    const options: Step[] = [
      { act: 'offer', slots, chosen: entries, sure: true },
      { act: 'drop', slots, chosen: entries, sure: true },
    ];
    return told(say.cannotCome(next.line), { question: { options } });
  }
}

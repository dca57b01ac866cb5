import { Injectable } from '@nestjs/common';
import { AnswerRequest } from '../../rota/answer-request.service';
import { AnswerRing } from '../../rota/answer-ring.service';
import type { RequestView } from '../../rota/domain/shift-view';
import type { RingView } from '../../rota/domain/ring-view';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { MarkNoShow } from '../../rota/mark-no-show.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import type { ListEntry } from '../dialogue/dialogue';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayPresence from '../wording/presence';
import * as sayRequest from '../wording/requests';
import * as sayRefusal from '../wording/refusals';
import * as sayRing from '../wording/rings';

export type Word = 'agree' | 'refuse';

/** Something that waits for the speaker's word. */
export interface Waiting {
  readonly entry: ListEntry;
  readonly line: string;
  /** Whose wish it is: what tells one from another. */
  readonly names: readonly string[];
}

/** What others have asked of the speaker, alone or in a ring, and her answers. */
@Injectable()
export class Requests {
  constructor(
    private readonly look: LookAtRequests,
    private readonly answers: AnswerRequest,
    private readonly lookAtRings: LookAtRings,
    private readonly rings: AnswerRing,
    private readonly rota: LookAtRota,
    private readonly marks: MarkNoShow,
  ) {}

  /** Oldest first, requests of one person before rings. */
  async open(turn: Turn): Promise<readonly Waiting[]> {
    const { scope, speaker, now, today } = turn;
    const requests = await this.look.openRequestsFor(scope, speaker.personId, now);
    const rings = await this.lookAtRings.waitingFor(scope, speaker.personId, now);
    const signIns = speaker.roles.includes('coordinator') ? await this.rota.lateSignIns(scope, now) : [];
    return [
      ...requests.map((request) => ({
        entry: { kind: 'request' as const, id: request.requestId, stamp: '' },
        line: sayRequest.requestLine(request, today),
        names: [request.from.name],
      })),
      ...signIns.map((seat) => ({
        entry: { kind: 'sign-in' as const, id: seat.assignmentId, stamp: '' },
        line: sayPresence.lateSignInLine(seat, today),
        names: [seat.personName],
      })),
      ...rings.map((ring) => ({
        entry: { kind: 'ring' as const, id: ring.ringId, stamp: '' },
        line: sayRing.ringLine(ring, speaker.personId, today),
        names: ring.legs.map(({ person }) => person.name).filter((name) => name !== speaker.name),
      })),
    ];
  }

  async answer(turn: Turn, { kind, id }: ListEntry, word: Word): Promise<CommandAnswer> {
    if (kind === 'sign-in') return this.answerSignIn(turn, id, word);
    return kind === 'ring' ? this.answerRing(turn, id, word) : this.answerRequest(turn, id, word);
  }

  private async answerRequest(turn: Turn, requestId: string, word: Word): Promise<CommandAnswer> {
    const request: RequestView | null = await this.look.request(turn.scope, requestId);
    const result = await this.answers[word](turn.act(), { requestId });
    if (!result.ok) return replyPrivately(sayRefusal.rotaRefusal(result.refusal, turn));
    if (word === 'refuse') return replyPrivately(sayRequest.requestRefused(request?.from.name ?? null));
    return replyPrivately(sayRequest.requestAgreed(request, turn.today));
  }

  /** A coordinator's word on somebody who says that she was there. */
  private async answerSignIn(turn: Turn, assignmentId: string, word: Word): Promise<CommandAnswer> {
    const seat = await this.rota.assignment(turn.scope, assignmentId);
    if (!seat || seat.claimedMs === null) return replyPrivately(sayPresence.lateSignInGone());
    const context = turn.act();
    const result =
      word === 'agree'
        ? await this.marks.served(context, { assignmentId, reason: sayPresence.lateSignInReason() })
        : await this.marks.noShow(context, { assignmentId });
    if (!result.ok) return replyPrivately(sayRefusal.rotaRefusal(result.refusal, turn));
    if (word === 'refuse') return replyPrivately(sayPresence.lateSignInRefused(seat, turn.today));
    return replyPrivately(sayPresence.lateSignInAccepted(seat, result.value.serviceMinutes, turn.today));
  }

  private async answerRing(turn: Turn, ringId: string, word: Word): Promise<CommandAnswer> {
    const result = await this.rings[word](turn.act(), { ringId });
    const ring: RingView | null = await this.lookAtRings.ring(turn.scope, ringId);
    if (!result.ok) return replyPrivately(sayRing.ringFailed(sayRefusal.rotaRefusal(result.refusal, turn)));
    if (!ring || result.value.state === 'refused') return replyPrivately(sayRing.ringRefused());
    return replyPrivately(sayRing.ringAgreed(ring, turn.speaker.personId, turn.today));
  }
}

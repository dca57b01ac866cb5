import { Injectable } from '@nestjs/common';
import { civilDateOf, type CivilDate, type ZoneName } from '../../kernel/civil-time';
import { DAY, HOUR, type Instant } from '../../kernel/clock';
import { saidShift } from '../../kernel/said-time';
import type { Worded } from '../../messaging/domain/message-kinds';
import { HeardLately } from '../../messaging/heard-lately.service';
import { isExpected } from '../../programmes/domain/assignment-state';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { CoverAsks } from '../../watching/cover-asks.service';
import * as sayPresence from '../wording/presence';
import * as sayRequest from '../wording/requests';
import * as sayRing from '../wording/rings';
import { assignmentEntry, registrationReferent, shiftEntry } from './referents';
import { AWAITED, type Prompt } from './prompts';
import type { ReadMessage } from './reader';
import type { Speaker } from './turn';

/** So long after it was said a message may still be answered by a mere word. */
const REMEMBERED = 4 * DAY;
const CALLED_WITHIN = 3 * HOUR;

/** What the service has said of itself to somebody who now speaks, and what of it is still true. */
export interface Prompts {
  /** Said since she last spoke here; the newest first. */
  readonly fresh: readonly Prompt[];
  /** Said before that. */
  readonly older: readonly Prompt[];
  /** Whether she was told anything at all since she last spoke here. */
  readonly told: boolean;
}

/**
 * The messages that wait for a person's word, taken from what was sent to her and held against the present truth of whoever
 * owns the matter: a shift that is no longer hers waits for nothing.
 */
@Injectable()
export class PromptsSaid {
  constructor(
    private readonly heard: HeardLately,
    private readonly rota: LookAtRota,
    private readonly requests: LookAtRequests,
    private readonly rings: LookAtRings,
    private readonly asks: CoverAsks,
    private readonly sessions: LookAtSessions,
  ) {}

  async to(speaker: Speaker, { message, now }: Pick<ReadMessage, 'message' | 'now'>): Promise<Prompts> {
    const heard = await this.heard.by(speaker.personId, now - REMEMBERED);
    if (heard.length === 0) return { fresh: [], older: [], told: false };
    const last = (await this.heard.lastWord(message)) ?? 0;
    const found = new Map<string, Prompt>();
    for (const { message: said, at } of heard) {
      const prompt = said && (await this.standing(said, at, speaker, now));
      // of two reminders of one shift the later one is answered
      if (prompt && !found.has(prompt.entry.id)) found.set(prompt.entry.id, prompt);
    }
    const prompts = [...found.values()];
    return {
      fresh: prompts.filter(({ said }) => said > last),
      older: prompts.filter(({ said }) => said <= last),
      told: heard.some(({ at }) => at > last),
    };
  }

  /** null: it waits for nothing, or no longer. */
  private async standing(said: Worded, at: Instant, speaker: Speaker, now: Instant): Promise<Prompt | null> {
    if (AWAITED[said.kind] === null) return null;
    const today = civilDateOf(now, speaker.scope.zone);
    switch (said.kind) {
      case 'confirm-reminder':
      case 'confirm-again':
      case 'own-reminder':
      case 'assigned':
      case 'given-back':
        return this.reminder(said.facts.assignmentId, at, speaker, now);
      case 'session-changed':
        return said.facts.serves === true ? this.moved(said.facts.sessionId, at, speaker, now) : null;
      case 'cover-asked':
        return this.offer(said.facts.shiftId, at, speaker, now);
      case 'give-asked':
      case 'swap-asked':
        return this.request(said.facts.requestId, at, speaker, now);
      case 'late-sign-in':
        return this.lateSignIn(said.facts.assignmentId, at, speaker, now);
      case 'ring-asked':
        return this.ring(said.facts.ringId, at, speaker, now);
      case 'post-empty':
        return now - at < CALLED_WITHIN ? this.alarm(said.facts.shiftId, at, speaker, today) : null;
      case 'registration-reminder':
      case 'registered-promoted':
        return this.place(said.facts.registrationId, at, speaker, now);
      default:
        return null;
    }
  }

  private async reminder(
    id: string,
    said: Instant,
    { scope, personId }: Speaker,
    now: Instant,
  ): Promise<Prompt | null> {
    const mine = await this.rota.assignment(scope, id);
    return mine?.personId === personId ? seatOf(mine, said, scope.zone, now) : null;
  }

  /** Her own seat on a session that was changed. */
  private async moved(id: string, said: Instant, { scope, personId }: Speaker, now: Instant): Promise<Prompt | null> {
    const ahead = await this.rota.shiftsOf(scope, personId, { from: now, to: now + 100 * DAY });
    const mine = ahead.find(({ sessionId }) => sessionId === id);
    return mine ? seatOf(mine, said, scope.zone, now) : null;
  }

  private async offer(
    shiftId: string,
    said: Instant,
    { scope, personId }: Speaker,
    now: Instant,
  ): Promise<Prompt | null> {
    const open = await this.asks.openFor(scope, personId, now);
    const waiting = open.some((ask) => ask.shiftId === shiftId);
    const over = waiting ? null : await this.asks.lastSettledFor(scope, personId, now);
    const shift = waiting || over?.shiftId === shiftId ? await this.rota.shift(scope, shiftId) : null;
    if (!shift) return null;
    const line = saidShift(shift, civilDateOf(now, scope.zone));
    return { of: 'offer', entry: shiftEntry(shift), line, said, waiting };
  }

  private async request(id: string, said: Instant, { scope, personId }: Speaker, now: Instant): Promise<Prompt | null> {
    const open = await this.requests.openRequestsFor(scope, personId, now);
    const request = open.find(({ requestId }) => requestId === id);
    if (!request) return null;
    const line = sayRequest.requestLine(request, civilDateOf(now, scope.zone));
    return { of: 'request', entry: { kind: 'request', id, stamp: '' }, line, said, waiting: true };
  }

  private async lateSignIn(id: string, said: Instant, { scope }: Speaker, now: Instant): Promise<Prompt | null> {
    const seat = await this.rota.assignment(scope, id);
    if (!seat || seat.claimedMs === null) return null;
    const line = sayPresence.lateSignInLine(seat, civilDateOf(now, scope.zone));
    return { of: 'request', entry: { kind: 'sign-in', id, stamp: '' }, line, said, waiting: true };
  }

  private async ring(id: string, said: Instant, { scope, personId }: Speaker, now: Instant): Promise<Prompt | null> {
    const ring = (await this.rings.waitingFor(scope, personId, now)).find(({ ringId }) => ringId === id);
    if (!ring) return null;
    const line = sayRing.ringLine(ring, personId, civilDateOf(now, scope.zone));
    return { of: 'request', entry: { kind: 'ring', id, stamp: '' }, line, said, waiting: true };
  }

  /** Whether somebody sees to it by now is told when it is answered. */
  private async alarm(shiftId: string, said: Instant, { scope }: Speaker, today: CivilDate): Promise<Prompt | null> {
    const shift = await this.rota.shift(scope, shiftId);
    return shift && { of: 'alarm', entry: shiftEntry(shift), line: saidShift(shift, today), said, waiting: true };
  }

  private async place(id: string, said: Instant, { scope, personId }: Speaker, now: Instant): Promise<Prompt | null> {
    const mine = await this.sessions.mine(scope, personId, now);
    const place = mine.find(({ registrationId, state }) => registrationId === id && state === 'registered');
    if (!place) return null;
    const { entry, line } = registrationReferent(place, civilDateOf(now, scope.zone));
    return { of: 'place', entry, line, said, waiting: false };
  }
}

function seatOf(mine: MyShift, said: Instant, zone: ZoneName, now: Instant): Prompt | null {
  if (mine.start <= now || !isExpected(mine.state)) return null;
  const line = saidShift(mine, civilDateOf(now, zone));
  return { of: 'reminder', entry: assignmentEntry(mine), line, said, waiting: mine.state !== 'confirmed' };
}

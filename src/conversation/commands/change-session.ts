import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/civil-time';
import { ChangeCapacity } from '../../registrations/change-capacity.service';
import type { PlannedSession } from '../../sessions/look-at-planned.service';
import { MoveSession } from '../../sessions/move-session.service';
import { SessionActs } from '../../sessions/session-acts.service';
import { wanting } from '../dialogue/asking';
import type { Step } from '../dialogue/dialogue';
import type { Stretch } from '../grammar/reading';
import type { PlannedReferent } from '../dialogue/referents';
import { later, movedTimes, onDay, type Times } from '../dialogue/new-times';
import { replyPrivately, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/arranging';
import * as sayRegistration from '../wording/registrations';
import { PlannedSessions } from './planned-sessions.service';

/** What becomes of one session: the parts that are to be others. */
interface Wanted {
  readonly times: Times | null;
  readonly topic: string | undefined;
  readonly place: string | undefined;
  /** undefined: it stays; null: as many as come. */
  readonly seats: number | null | undefined;
}

/** 周六的沙龙改到周日下午, …地点改成二楼, …名额加到20户: previewed with everybody who will be told. */
@Injectable()
export class ChangeSessionCommand implements Command {
  readonly act = 'change-session';
  readonly audience = 'coordinators';

  constructor(
    private readonly planned: PlannedSessions,
    private readonly sessions: SessionActs,
    private readonly moving: MoveSession,
    private readonly capacities: ChangeCapacity,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    return this.planned.settle(turn, {}, (session, referent) => this.change(turn, session, referent));
  }

  private async change(turn: Turn, session: PlannedSession, referent: PlannedReferent): Promise<CommandAnswer> {
    const settled = { ...turn, step: withChosen(turn.step, referent.entry) };
    const wanted = wantedOf(settled, session);
    if (wanted === 'hour-missing')
      return wanting({ ...settled, step: { ...settled.step, seen: 'hour' } }, say.newHourPlease(referent.line), 'when');
    if (wanted === 'nothing') return replyPrivately(say.changeHow(referent.line));
    if (wanted.seats !== undefined && session.signUp === null) return replyPrivately(say.noSignUp(referent.line));
    if (wanted.times && instantOf(wanted.times.start, turn.scope.zone) <= turn.now) return replyPrivately(say.past());
    return turn.step.sure === true
      ? this.apply(settled, session, referent, wanted)
      : this.preview(settled, session, referent, wanted);
  }

  private async preview(
    turn: Turn,
    session: PlannedSession,
    { line }: PlannedReferent,
    { times, topic, place, seats }: Wanted,
  ): Promise<CommandAnswer> {
    const people = await this.toldOf(turn, session.sessionId, { times, topic, place });
    const text = say.changePreview({
      line,
      times: times && say.saidTimes(times, turn.today),
      place: place === undefined ? null : { before: session.place, after: place },
      topic: topic === undefined ? null : { before: session.topic, after: topic },
      seats: seats === undefined || session.signUp === null ? null : { before: session.signUp, after: seats },
      people,
      note: turn.step.slots.note,
    });
    // 3 more is counted from what was shown: the yes carries the figure, not the difference
    const slots = { ...turn.step.slots, capacityBy: undefined, ...(seats === undefined ? {} : { capacity: seats }) };
    return replyPrivately(text, { question: { options: [], yes: [{ ...turn.step, slots, sure: true }] } });
  }

  /** Whom it is told to; null: of the number of places nobody is told but who moves up. */
  private async toldOf(turn: Turn, id: string, { times, topic, place }: Omit<Wanted, 'seats'>) {
    const told = times !== null || topic !== undefined || place !== undefined;
    return told ? this.planned.concerned(turn, id) : null;
  }

  /** The time first, since it may be refused: then nothing else is changed either. */
  private async apply(
    turn: Turn,
    { sessionId }: PlannedSession,
    { line }: PlannedReferent,
    { times, topic, place, seats }: Wanted,
  ): Promise<CommandAnswer> {
    const { zone } = turn.scope;
    const people = await this.toldOf(turn, sessionId, { times, topic, place });
    const reason = turn.step.seen?.includes('reason') ? turn.step.slots.note : undefined;
    const did: string[] = [];
    if (times) {
      const releaseBusy = turn.step.seen?.includes('release') === true;
      const moved = await this.moving.move(turn.act(), { sessionId, ...times, releaseBusy, reason });
      if (!moved.ok) return this.refused(turn, say.moveRefusal(moved.refusal, zone), moved.refusal.rule);
      did.push(say.moved(say.saidTimes(times, turn.today), moved.value.released));
    }
    if (topic !== undefined || place !== undefined) {
      const described = await this.sessions.describe(turn.act(), sessionId, { topic, place, reason });
      if (!described.ok && did.length === 0)
        return this.refused(turn, say.sessionRefusal(described.refusal, zone), described.refusal.rule);
      did.push(described.ok ? say.described(topic, place) : say.notDescribed(described.refusal, zone));
    }
    if (seats !== undefined) {
      const room = await this.capacities.change(turn.act(), { sessionId, householdsMax: seats });
      const at = { zone, today: turn.today };
      did.push(
        room.ok
          ? say.resized(seats, room.value.promoted.length)
          : sayRegistration.registrationRefusal(room.refusal, at),
      );
    }
    return replyPrivately(say.changed(line, did, people));
  }

  /** What stands in the way and may be overruled is asked about; the answer does the same again with it. */
  private refused(turn: Turn, text: string, rule: string): CommandAnswer {
    const seen = turn.step.seen ?? '';
    if (rule === 'people-busy') {
      const yes = [{ ...turn.step, sure: true, seen: `${seen} release` }];
      return replyPrivately(say.releasePlease(text), { question: { options: [], yes } });
    }
    if (rule !== 'place-taken' && rule !== 'trainee-left-alone') return replyPrivately(text);
    return wanting({ ...turn, step: { ...turn.step, seen: `${seen} reason` } }, say.reasonPlease(text), 'note');
  }
}

function wantedOf({ step }: Turn, session: PlannedSession): Wanted | 'hour-missing' | 'nothing' {
  const { topic, place, capacity, capacityBy, other, minutes } = step.slots;
  const before = { start: session.startCivil, end: session.endCivil };
  const to = newTime(step);
  const shifted = minutes === undefined ? null : by(before, minutes);
  const times = to ? movedTimes(before, to, step.seen === 'hour' ? undefined : other?.dayPart) : shifted;
  if (to && !times) return 'hour-missing';
  const now = session.signUp?.householdsMax ?? null;
  const seats = capacityBy === undefined ? capacity : now === null ? undefined : Math.max(0, now + capacityBy);
  if (!times && topic === undefined && place === undefined && seats === undefined) return 'nothing';
  return { times, topic, place, seats };
}

/** When it is to be held; an hour that was asked for belongs to the day that was said before. */
function newTime({ seen, slots }: Step): Stretch | undefined {
  const [to] = slots.other?.when ?? [];
  const [hour] = slots.when ?? [];
  return seen === 'hour' && to && hour ? onDay(to, hour) : to;
}

const by = ({ start, end }: Times, minutes: number): Times => ({
  start: later(start, minutes),
  end: later(end, minutes),
});

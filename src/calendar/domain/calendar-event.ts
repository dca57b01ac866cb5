import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { AssignmentState } from '../../programmes/domain/assignment-state';
import type { RegistrationState } from '../../registrations/domain/public-session';
import type { AssignmentSource } from '../../rota/domain/assignment-source';
import { dutyPartstat, registrationPartstat, type Answerable, type Partstat } from './partstat';

/** One entry in somebody's calendar; its text is only what that person may carry around. */
export interface CalendarEvent {
  /** Made once and kept for the life of the duty or registration. */
  readonly uid: string;
  /** Never goes down while the uid lives. */
  readonly sequence: number;
  /** When anything that shows was last changed. */
  readonly changed: Instant;
  readonly start: Instant;
  readonly end: Instant;
  readonly zone: ZoneName;
  readonly title: string;
  readonly place: string | null;
  readonly description: string | null;
  readonly category: string;
  readonly cancelled: boolean;
  /** Minutes before the start at which the calendar itself rings; null: it stays silent. */
  readonly alarmMinutes: number | null;
}

/** An entry that waits for somebody's word, with what she has said so far. */
export interface AnswerableEvent extends CalendarEvent {
  readonly partstat: Partstat;
}

/** What stands in the row of a duty or a registration. */
interface EntryFacts<State> extends Answerable<State> {
  readonly personId: string;
  readonly uid: string;
  /** Raised once by every change of time, place, title or state, cancelling included. */
  readonly sequence: number;
  readonly changed: Instant;
  readonly session: SessionFacts;
}

export interface DutyFacts extends EntryFacts<AssignmentState> {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly source: AssignmentSource;
  readonly postName: string;
}

export interface RegistrationFacts extends EntryFacts<RegistrationState> {
  readonly registrationId: string;
  readonly party: number;
}

export interface SessionFacts {
  readonly programmeName: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startDate: CivilDate;
  readonly zone: ZoneName;
  readonly topic: string | null;
  /** null: a programme without a place to go to, such as a hotline. */
  readonly place: string | null;
  readonly cancelled: boolean;
  readonly changed: Instant;
}

/** Reminders are the bot's; this one only keeps a calendar from being silent. */
const ALARM_MINUTES = 60;

/**
 * The entry of a duty. A hotline's entry says 值班 and the post, nothing that would tell an onlooker what for; colleagues
 * are named in none.
 */
export function dutyEvent(duty: DutyFacts): AnswerableEvent {
  const { session } = duty;
  const ended = duty.state === 'dropped';
  const partstat = dutyPartstat(duty);
  const title =
    session.place === null ? `值班：${duty.postName}` : titleOf(`${session.programmeName} ${duty.postName}`, session);
  const text = `${partstat === 'ACCEPTED' ? '' : '还没有确认，请对小约说“确认”。\n'}来不了请尽早对小约说“求替”或“退班”，时间以小约的消息为准。`;
  return { ...event(duty, ended, { title, description: text, category: '值班' }), partstat };
}

export function registrationEvent(registration: RegistrationFacts): AnswerableEvent {
  const { session, party } = registration;
  const ended = registration.state === 'cancelled';
  const description = `已报名${String(party)}人。来不了请回复“取消报名”，把名额让给候补的家庭。`;
  const text = { title: titleOf(session.programmeName, session), description, category: '活动' };
  return { ...event(registration, ended, text), partstat: registrationPartstat(registration) };
}

const titleOf = (name: string, session: SessionFacts): string =>
  session.topic === null ? name : `${name}：${session.topic}`;

function event(
  of: EntryFacts<unknown>,
  ended: boolean,
  text: { readonly title: string; readonly description: string; readonly category: string },
): CalendarEvent {
  const { session, answer } = of;
  const cancelled = ended || session.cancelled;
  return {
    uid: of.uid,
    // Ending raised it already; a session that was called off over somebody's living seat has not.
    sequence: of.sequence + (session.cancelled && !ended ? 1 : 0),
    changed: Math.max(of.changed, session.changed, answer?.at ?? 0),
    start: session.start,
    end: session.end,
    zone: session.zone,
    title: cancelled ? `【已取消】${text.title}` : text.title,
    place: session.place,
    description: cancelled ? null : text.description,
    category: text.category,
    cancelled,
    alarmMinutes: cancelled ? null : ALARM_MINUTES,
  };
}

import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';

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
  readonly cancelled: boolean;
}

/** A duty as the tables have it. */
export interface DutyFacts {
  readonly assignmentId: string;
  readonly shiftId: string;
  readonly uid: string;
  readonly sequence: number;
  readonly state: string;
  readonly changed: Instant;
  readonly session: SessionFacts;
  readonly postName: string;
}

/** A registration as the tables have it. */
export interface RegistrationFacts {
  readonly registrationId: string;
  readonly uid: string;
  readonly sequence: number;
  readonly state: string;
  readonly changed: Instant;
  readonly party: number;
  readonly session: SessionFacts;
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
  readonly revision: number;
  readonly changed: Instant;
}

/**
 * The entry of a duty. A hotline's entry says 值班 and the post, nothing that would tell an onlooker what for; colleagues
 * are named in none.
 */
export function dutyEvent(duty: DutyFacts): CalendarEvent {
  const { session } = duty;
  const cancelled = duty.state === 'dropped' || session.cancelled;
  const title =
    session.place === null ? `值班：${duty.postName}` : titleOf(`${session.programmeName} ${duty.postName}`, session);
  return event(duty, session, {
    title,
    description: cancelled ? null : '来不了请尽早对小约说“求替”或“退班”，时间以小约的消息为准。',
    cancelled,
  });
}

export function registrationEvent(registration: RegistrationFacts): CalendarEvent {
  const { session, party } = registration;
  const cancelled = registration.state === 'cancelled' || session.cancelled;
  return event(registration, session, {
    title: titleOf(session.programmeName, session),
    description: cancelled ? null : `已报名${String(party)}人。来不了请回复“取消报名”，把名额让给候补的家庭。`,
    cancelled,
  });
}

const titleOf = (name: string, session: SessionFacts): string =>
  session.topic === null ? name : `${name}：${session.topic}`;

function event(
  of: { readonly uid: string; readonly sequence: number; readonly changed: Instant },
  session: SessionFacts,
  text: { readonly title: string; readonly description: string | null; readonly cancelled: boolean },
): CalendarEvent {
  return {
    uid: of.uid,
    // Each part only ever grows, and cancelling is for good, so the sum never goes down.
    sequence: of.sequence + session.revision + (text.cancelled ? 1 : 0),
    changed: Math.max(of.changed, session.changed),
    start: session.start,
    end: session.end,
    zone: session.zone,
    title: text.cancelled ? `【已取消】${text.title}` : text.title,
    place: session.place,
    description: text.description,
    cancelled: text.cancelled,
  };
}

import type { Instant } from '../../kernel/clock';
import type { CalendarEvent, SessionFacts } from './calendar-event';

/** A session as those see it who answer for it: how many, and nobody's name. */
export interface SessionCounts extends SessionFacts {
  readonly sessionId: string;
  readonly revision: number;
  /** When anybody last took or left a seat in it. */
  readonly seatsChanged: Instant;
  readonly dayPartName: string;
  readonly posts: readonly { readonly name: string; readonly taken: number; readonly min: number }[];
  /** null: a session that takes no registrations. */
  readonly households: { readonly taken: number; readonly max: number | null } | null;
}

/** The entry of a session in a coordinator's feed. */
export function sessionEvent(session: SessionCounts): CalendarEvent {
  const { cancelled, posts, households, topic } = session;
  const lacking = posts.reduce((sum, post) => sum + Math.max(0, post.min - post.taken), 0);
  const name = [session.programmeName, session.dayPartName].filter((word) => word !== '').join(' ');
  const title = `${name}${topic === null ? '' : `：${topic}`}`;
  const seats = posts.map((post) => `${post.name} ${String(post.taken)}/${String(post.min)}`).join('，');
  const families =
    households && `报名 ${String(households.taken)}${households.max === null ? '' : `/${String(households.max)}`} 户`;
  return {
    uid: `${session.sessionId.toLowerCase()}@xinyue`,
    sequence: session.revision,
    changed: Math.max(session.changed, session.seatsChanged),
    start: session.start,
    end: session.end,
    zone: session.zone,
    title: cancelled ? `【已取消】${title}` : lacking > 0 ? `${title}（缺${String(lacking)}人）` : title,
    place: session.place,
    description: cancelled ? null : [seats, families].filter(Boolean).join('\n'),
    category: session.programmeName,
    cancelled,
    alarmMinutes: null,
  };
}

import { Injectable } from '@nestjs/common';
import { CalendarFiles } from '../../calendar/calendar-files.service';
import { DAY, type Instant } from '../../kernel/clock';
import type { FileAttachment } from '../../messaging/channel';
import { Channels } from '../../messaging/channels';
import { DeliveryPolicy } from '../../messaging/delivery-policy.service';
import { People } from '../../organisations/people.service';
import { ActLinks } from '../../accounts/act-links.service';
import { Acts } from '../../acts/acts.service';
import type { LinkKind } from '../../accounts/domain/act-link';
import {
  placesLeft,
  type PublicSession,
  type RegistrationState,
  type RegistrationView,
} from '../../registrations/domain/public-session';
import { checkInWindow } from '../../registrations/domain/check-in-window';
import { FEEDBACK_FOR } from '../../registrations/domain/registration-rules';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import { type AssignmentState, isExpected } from '../../programmes/domain/assignment-state';
import { ARRIVAL_LEAD, SIGN_OFF_GRACE } from '../../rota/domain/serving';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { notFound } from '../http/problem';
import type { Visit } from './link.guard';

/** A session as anybody may see it. */
export interface SessionFace {
  readonly programmeName: string;
  readonly topic: string | null;
  readonly place: string | null;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly state: 'planned' | 'cancelled' | 'over';
  readonly reason: string | null;
  /** Households that still find a place; null: as many as come. */
  readonly placesLeft: number | null;
  readonly waiting: number;
}

export interface SessionCard extends SessionFace {
  readonly registration: {
    readonly state: RegistrationState;
    readonly party: number;
    readonly position: number | null;
    readonly score: number | null;
  } | null;
  readonly may: { readonly register: boolean; readonly checkIn: boolean; readonly rate: boolean };
  /** The page of this session, for her alone. */
  readonly page: string;
  /** The calendar file, once she has a place. */
  readonly file: string | null;
}

export interface DutyCard {
  readonly programmeName: string;
  readonly postName: string;
  readonly dayPartName: string;
  readonly place: string | null;
  readonly topic: string | null;
  readonly startCivil: string;
  readonly endCivil: string;
  readonly state: AssignmentState;
  readonly serviceMinutes: number | null;
  readonly may: {
    readonly confirm: boolean;
    readonly letGo: boolean;
    readonly arrive: boolean;
    readonly leave: boolean;
  };
  readonly page: string;
  readonly file: string | null;
}

/** What the page behind a link shows; of the three parts only those that the link is about. */
export interface VisitView {
  readonly kind: LinkKind;
  readonly name: string;
  readonly organisation: string;
  /** The single answer that this link gives was given already. */
  readonly used: boolean;
  /** How she hears of what changes: in a chat, by mail, by a call from the office, or by this page alone. */
  readonly hears: 'chat' | 'mail' | 'telephone' | 'page';
  /** She may leave a mail address here. */
  readonly takesMail: boolean;
  readonly session: SessionCard | null;
  readonly duty: DutyCard | null;
  readonly own: { readonly sessions: readonly SessionCard[]; readonly duties: readonly DutyCard[] } | null;
}

const AHEAD = 62 * DAY;
const MOST_SESSIONS = 30;

/** Composes the pages of those who come by a link. */
@Injectable()
export class VisitViews {
  constructor(
    private readonly sessions: LookAtSessions,
    private readonly rota: LookAtRota,
    private readonly files: CalendarFiles,
    private readonly links: ActLinks,
    private readonly acts: Acts,
    private readonly delivery: DeliveryPolicy,
    private readonly channels: Channels,
    private readonly people: People,
  ) {}

  async of(visit: Visit): Promise<VisitView> {
    const { link, name, organisation, context } = visit;
    const used = link.kind !== 'session' && link.kind !== 'duty' && (await this.acts.wasPerformed(context));
    const hears = await this.hears(visit);
    const takesMail = hears !== 'mail' && this.channels.get('mail') !== undefined;
    const parts = { session: null, duty: null, own: null };
    return { kind: link.kind, name, organisation, used, hears, takesMail, ...parts, ...(await this.part(visit)) };
  }

  private async hears({ context: { scope, actorId, now } }: Visit): Promise<VisitView['hears']> {
    const [best] = (await this.delivery.ways([actorId], now)).get(actorId) ?? [];
    if (best !== undefined) return best === 'mail' ? 'mail' : 'chat';
    return (await this.people.leftPhone(scope, actorId)) ? 'telephone' : 'page';
  }

  /** The id of the household's registration on the session of the link. */
  async registrationId(visit: Visit): Promise<string> {
    const { link, context } = visit;
    if (link.kind === 'unregister') return link.subjectId;
    const mine = await this.sessions.onSession(context.scope, link.personId, link.subjectId);
    if (!mine) throw notFound('你还没有报这一场');
    return mine.registrationId;
  }

  /** The calendar file of a link of the kind `file`, for a duty or a registration of that person. */
  async file(visit: Visit): Promise<FileAttachment | null> {
    const { personId, subjectId } = visit.link;
    const { scope } = visit.context;
    const duty = await this.files.assignment(scope, personId, subjectId);
    if (duty) return duty;
    const registration = await this.sessions.registration(scope, subjectId);
    return registration?.personId === personId ? this.files.registration(scope, subjectId) : null;
  }

  private async part(visit: Visit): Promise<Partial<VisitView>> {
    const { link, context } = visit;
    switch (link.kind) {
      case 'session':
        return { session: await this.sessionOf(visit, link.subjectId) };
      case 'unregister': {
        const registration = await this.sessions.registration(context.scope, link.subjectId);
        if (registration?.personId !== link.personId) throw notFound();
        return {
          session: this.sessionCard(
            visit,
            registration.session,
            registration.state === 'cancelled' ? null : registration,
          ),
        };
      }
      case 'duty':
      case 'confirm':
      case 'let-go': {
        const duty = await this.rota.assignment(context.scope, link.subjectId);
        if (duty?.personId !== link.personId) throw notFound();
        return { duty: this.dutyCard(visit, duty) };
      }
      case 'own':
        return { own: await this.own(visit) };
      case 'file':
      case 'accept':
      case 'decline':
        return {};
    }
  }

  private async own(visit: Visit): Promise<NonNullable<VisitView['own']>> {
    const { scope, now, actorId } = visit.context;
    const mine = await this.sessions.recent(scope, actorId, now);
    const taken = new Set(mine.map(({ session }) => session.sessionId));
    const open = await this.sessions.upcoming(scope, now, { until: now + AHEAD, limit: MOST_SESSIONS });
    const duties = await this.rota.shiftsOf(scope, actorId, { from: now, to: now + AHEAD });
    return {
      sessions: [
        ...mine.map((registration) => this.sessionCard(visit, registration.session, registration)),
        ...open
          .filter(({ sessionId }) => !taken.has(sessionId))
          .map((session) => this.sessionCard(visit, session, null)),
      ],
      duties: duties.map((duty) => this.dutyCard(visit, duty)),
    };
  }

  private async sessionOf(visit: Visit, sessionId: string): Promise<SessionCard> {
    const { scope } = visit.context;
    const session = await this.sessions.session(scope, sessionId);
    if (!session) throw notFound();
    return this.sessionCard(visit, session, await this.sessions.onSession(scope, visit.link.personId, sessionId));
  }

  private sessionCard(visit: Visit, session: PublicSession, mine: RegistrationView | null): SessionCard {
    const { now } = visit.context;
    const door = checkInWindow(session);
    return {
      ...faceOf(session, now),
      registration: mine && { state: mine.state, party: mine.party, position: mine.position, score: mine.score },
      may: {
        register: session.state === 'planned' && now < session.start,
        checkIn: mine?.state === 'registered' && door.opens <= now && now <= door.closes,
        rate: mine?.state === 'attended' && session.end <= now && now < session.end + FEEDBACK_FOR,
      },
      page: this.sessionPage(visit.link.personId, session),
      file: mine?.state === 'registered' ? this.fileOf(visit, mine.registrationId, session.end) : null,
    };
  }

  private dutyCard(visit: Visit, duty: MyShift): DutyCard {
    const { now } = visit.context;
    const { programmeName, postName, dayPartName, place, topic, startCivil, endCivil, state, serviceMinutes } = duty;
    const expected = isExpected(state);
    const ahead = expected && now < duty.end;
    return {
      ...{ programmeName, postName, dayPartName, place, topic, startCivil, endCivil, state, serviceMinutes },
      may: {
        confirm: ahead && state !== 'confirmed',
        letGo: ahead && state !== 'offered' && now < duty.start,
        arrive: ahead && duty.start - ARRIVAL_LEAD <= now,
        leave: state === 'on-duty' && duty.start <= now && now <= duty.end + SIGN_OFF_GRACE,
      },
      page: this.links.url(
        {
          kind: 'duty',
          personId: visit.link.personId,
          subjectId: duty.assignmentId,
          expires: duty.end + SIGN_OFF_GRACE,
        },
        '',
      ),
      file: ahead ? this.fileOf(visit, duty.assignmentId, duty.end) : null,
    };
  }

  /** The page of a session for one household, without the host. */
  sessionPage(personId: string, session: PublicSession): string {
    const expires = session.end + FEEDBACK_FOR;
    return this.links.url({ kind: 'session', personId, subjectId: session.sessionId, expires }, '');
  }

  /** A download has no room behind `#`: its token fetches this one file and nothing else. */
  private fileOf(visit: Visit, subjectId: string, expires: Instant): string {
    return `/h5/files/${this.links.sign({ kind: 'file', personId: visit.link.personId, subjectId, expires })}.ics`;
  }
}

/** A session as everybody may see it at `now`. */
export function faceOf(session: PublicSession, now: Instant): SessionFace {
  const { programmeName, topic, place, startCivil, endCivil, reason, waiting } = session;
  const state = session.state === 'planned' && session.end <= now ? 'over' : session.state;
  return { programmeName, topic, place, startCivil, endCivil, state, reason, placesLeft: placesLeft(session), waiting };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { CivilDateTime } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import { Outbox } from '../messaging/outbox.service';
import { People } from '../organisations/people.service';
import { cancelledKey } from './session-acts.service';
import { DeliveryPolicy } from '../messaging/delivery-policy.service';
import { isSession, peopleOn, sessionsWithin, type SessionFacts } from './planned-sessions.queries';
import type { SessionState } from '../programmes/domain/session-state';
import { Programmes, type Programme } from '../programmes/programmes.service';

/** A session to come of any programme, as whoever arranges it sees it. */
export interface PlannedSession {
  readonly sessionId: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly dayPartName: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly startCivil: CivilDateTime;
  readonly endCivil: CivilDateTime;
  readonly topic: string | null;
  readonly place: string | null;
  /** What people call the programme besides its name, and where it is held as a rule. */
  readonly called: string;
  /** null: families do not sign up for it. */
  readonly signUp: SignUp | null;
  readonly revision: number;
}

export interface SignUp {
  readonly closed: boolean;
  /** null: as many as come. */
  readonly householdsMax: number | null;
  readonly householdsTaken: number;
  readonly waiting: number;
}

/** Somebody who serves on a session or comes to it. */
export interface Concerned {
  readonly personId: string;
  readonly name: string;
  /** False: no channel of the service leads to her. */
  readonly reached: boolean;
}

/** Whom a change of a session is told to. */
export interface ConcernedPeople {
  readonly serving: readonly Concerned[];
  readonly coming: readonly Concerned[];
  readonly waiting: readonly Concerned[];
}

/** The sessions that are planned, and whom each concerns; changes nothing. */
@Injectable()
export class LookAtPlanned {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly delivery: DeliveryPolicy,
    private readonly outbox: Outbox,
    private readonly people: People,
  ) {}

  /** What begins within `range` and is not cancelled, or is just that, soonest first. */
  async within(scope: OrgScope, range: Interval, state: SessionState = 'planned'): Promise<PlannedSession[]> {
    return this.database.read(async (tx) => {
      const programmes = new Map((await this.programmes.list(tx, scope)).map((one) => [one.id, one]));
      const rows = await sessionsWithin(tx, scope, range, state);
      return rows.flatMap((row) => {
        const programme = programmes.get(row.programmeId);
        return programme ? [viewOf(row, programme)] : [];
      });
    });
  }

  exists({ orgId }: OrgScope, sessionId: string): Promise<boolean> {
    return this.database.read((tx) => isSession(tx, orgId, sessionId));
  }

  /** Everybody who would be told of a change, each once: whoever serves and comes as well serves. */
  async concerned({ orgId }: OrgScope, sessionId: string, now: Instant): Promise<ConcernedPeople> {
    const { serving, places } = await this.database.read((tx) => peopleOn(tx, orgId, sessionId));
    const unreached = new Set(
      await this.delivery.unreached(
        [...serving, ...places].map(({ personId }) => personId),
        now,
      ),
    );
    const seen = new Set<string>();
    const once = (people: readonly { personId: string; name: string }[]): Concerned[] =>
      people.flatMap(({ personId, name }) => {
        if (seen.has(personId)) return [];
        seen.add(personId);
        return [{ personId, name, reached: !unreached.has(personId) }];
      });
    const [serve, come] = [once(serving), once(places.filter(({ state }) => state !== 'waiting'))];
    return { serving: serve, coming: come, waiting: once(places.filter(({ state }) => state === 'waiting')) };
  }

  /** Who was told when it was cancelled: they hear when it takes place after all. */
  async toldOfCancelling(scope: OrgScope, { sessionId, revision }: PlannedSession, now: Instant): Promise<Concerned[]> {
    const key = `${cancelledKey(sessionId, revision)}.`;
    const ids = await this.database.read((tx) => this.outbox.owedTo(tx, scope.orgId, key));
    const unreached = new Set(await this.delivery.unreached(ids, now));
    const people = await this.people.byIds(scope, ids);
    return people.map(({ id, name }) => ({ personId: id, name, reached: !unreached.has(id) }));
  }
}

function viewOf(facts: SessionFacts, { key, name, specification }: Programme): PlannedSession {
  const { startMs, endMs, startCivil, endCivil, topic, householdsMax, householdsTaken, waiting } = facts;
  const part = specification.dayParts.find((one) => one.key === facts.dayPart);
  return {
    sessionId: facts.id,
    programmeKey: key,
    programmeName: name,
    dayPartName: part?.name ?? '',
    start: startMs,
    end: endMs,
    startCivil,
    endCivil,
    topic,
    revision: facts.revision,
    place: facts.place ?? specification.place,
    called: [...(specification.names ?? []), specification.place ?? ''].join(' '),
    signUp: specification.capacity
      ? { closed: facts.signUpClosedMs !== null, householdsMax, householdsTaken, waiting }
      : null,
  };
}

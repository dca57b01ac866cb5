import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId, newUid } from '../kernel/ids';
import { done, refused, type Result } from '../kernel/result';
import type { OrgScope } from '../acts/domain/act-context';
import { RegistrationReminders, type PlaceToCome } from '../asks/registration-reminders.service';
import { SessionPlaces } from '../programmes/session-places.service';
import type { RegistrationState } from './domain/public-session';
import { RegistrationRow } from './registration.row';

/** A registration as a file or a register from outside tells of it. */
export interface ReportedRegistration {
  readonly session: {
    readonly id: string;
    readonly startMs: Instant;
    readonly state: string;
    readonly revision: number;
  };
  readonly personId: string;
  readonly party: number;
  readonly state: RegistrationState;
}

/** What became of a registration; `kept`: the file would have taken back what happened here. */
export type Brought = 'created' | 'changed' | 'unchanged' | 'kept';

type Known = Pick<RegistrationRow, 'id' | 'sessionId' | 'personId' | 'state' | 'party' | 'endedKey'>;

const AT_ONCE = 400;

/**
 * Takes in registrations that were made elsewhere, as they are told: of all rules only that a session has no more places
 * than it has is asked here, and nobody hears of it. Those to come are reminded like all others.
 */
@Injectable()
export class BringRegistrations {
  constructor(
    private readonly reminders: RegistrationReminders,
    private readonly places: SessionPlaces,
  ) {}

  /**
   * Those who wait keep the order given. Answers what became of each; what is refused has been written and is for the
   * caller to take back.
   */
  async bring(
    tx: Tx,
    scope: OrgScope,
    reported: readonly ReportedRegistration[],
    now: Instant,
  ): Promise<Result<Brought[], { readonly rule: 'overfull'; readonly sessionIds: readonly string[] }>> {
    const sessionIds = [...new Set(reported.map(({ session }) => session.id))];
    const known = await knownOn(tx, sessionIds);
    const fresh: Parameters<typeof rowOf>[] = [];
    const coming: PlaceToCome[] = [];
    const outcomes: Brought[] = [];
    for (const [order, registration] of reported.entries()) {
      const { session, personId, state } = registration;
      const before = known.get(keyOf(session.id, personId, state === 'cancelled'));
      const registrationId = before?.id ?? newId(now);
      if (state === 'registered' && session.state === 'planned' && before?.state !== 'registered') {
        coming.push({ registrationId, personId, start: session.startMs, revision: session.revision });
      }
      if (!before) fresh.push([scope, registrationId, registration, order, now]);
      outcomes.push(before ? await this.restate(tx, before, registration, now) : 'created');
    }
    await tx.insert(
      RegistrationRow,
      fresh.map((of) => rowOf(...of)),
    );
    for (let i = 0; i < coming.length; i += AT_ONCE) {
      await this.reminders.plan(tx, scope, now, coming.slice(i, i + AT_ONCE));
    }
    const overfull = await this.recount(tx, sessionIds, now);
    return overfull.length > 0 ? refused({ rule: 'overfull', sessionIds: overfull }) : done(outcomes);
  }

  private async restate(
    tx: Tx,
    before: Known,
    { state, party, session }: ReportedRegistration,
    now: Instant,
  ): Promise<Brought> {
    if (before.state === state && before.party === party) return 'unchanged';
    // What happened at the door stays: a file that knows only of the sign-up says less.
    if (before.state === 'attended' && state !== 'attended') return 'kept';
    const came = state === before.state ? {} : { attendedMs: state === 'attended' ? session.startMs : null };
    await tx.update(RegistrationRow, { id: before.id }, { state, party, changedMs: now, ...came });
    return 'changed';
  }

  private async recount(tx: Tx, sessionIds: readonly string[], now: Instant): Promise<string[]> {
    const living = await knownOn(tx, sessionIds, '');
    const counts = new Map(sessionIds.map((sessionId) => [sessionId, { sessionId, taken: 0, waiting: 0 }]));
    for (const { sessionId, state } of living.values()) {
      const count = counts.get(sessionId);
      if (count) count[state === 'waiting' ? 'waiting' : 'taken']++;
    }
    return this.places.setCounts(tx, [...counts.values()], now);
  }
}

/** One household's place on a session: the living one, or one that ended. */
const keyOf = (sessionId: string, personId: string, ended: boolean): string =>
  `${sessionId} ${personId} ${String(ended)}`;

async function knownOn(tx: Tx, sessionIds: readonly string[], endedKey?: ''): Promise<Map<string, Known>> {
  const columns = ['id', 'sessionId', 'personId', 'state', 'party', 'endedKey'] as const;
  const found = new Map<string, Known>();
  for (let i = 0; i < sessionIds.length; i += AT_ONCE) {
    const on = { sessionId: sessionIds.slice(i, i + AT_ONCE), ...(endedKey === undefined ? {} : { endedKey }) };
    for (const row of await tx.find(RegistrationRow, on, { columns })) {
      found.set(keyOf(row.sessionId, row.personId, row.endedKey !== ''), row);
    }
  }
  return found;
}

function rowOf({ orgId }: OrgScope, id: string, registration: ReportedRegistration, order: number, now: Instant) {
  const { session, personId, party, state } = registration;
  return {
    ...{ id, orgId, personId, party, state },
    sessionId: session.id,
    endedKey: state === 'cancelled' ? id : '',
    queuedMs: now + order,
    uid: newUid(),
    sequence: 0,
    timeSequence: 0,
    createdMs: now,
    changedMs: now,
    attendedMs: state === 'attended' ? session.startMs : null,
  };
}

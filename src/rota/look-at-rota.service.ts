import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { DAY, type Instant } from '../kernel/clock';
import type { Interval } from '../kernel/interval';
import type { OrgScope } from '../acts/domain/act-context';
import type { Scene } from './domain/scene';
import type { DutyView, Gap, MyShift, OpenShift, ShiftView } from './domain/shift-view';
import type { GatheredShift, SessionSeat } from './gathered';
import { SIGN_OFF_GRACE } from './domain/serving';
import { RotaFacts } from './rota-facts.service';
import { Scenes } from './scenes.service';
import { expectedSql } from '../programmes/domain/assignment-state';

const LONGEST_SESSION = 2 * DAY;
/** So long after it began a shift may wait for a coordinator's word on somebody's late sign-in. */
const SIGN_INS_WAIT = 60 * DAY;
const MOST_SHIFTS = 1000;
const FREE_OR_OFFERED = `s.state = 'open' AND (s.taken < s.seats_max OR EXISTS (SELECT 1 FROM assignments o
  WHERE o.shift_id = s.id AND o.ended_key = '' AND o.state = 'offered'))`;

/** Everything there is to see of a rota. Costs grow with the stretch of time asked for, not with the organisation. */
@Injectable()
export class LookAtRota {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly scenes: Scenes,
  ) {}

  /**
   * Shifts that begin within `range` (or run now, when it begins no later) and have a free or an offered seat. With
   * `personId` each carries what keeps that person from it, and those on which she serves already are left out.
   */
  openShifts(scope: OrgScope, range: Interval, now: Instant, personId?: string): Promise<OpenShift[]> {
    return this.database.read(async (tx) => {
      const from = range.from <= now ? range.from - LONGEST_SESSION : range.from;
      const shifts = await this.facts.shifts(
        tx,
        scope,
        `s.start_ms >= ? AND s.start_ms < ? AND s.end_ms > ? AND ${FREE_OR_OFFERED}`,
        [from, range.to, Math.max(range.from, now)],
        MOST_SHIFTS,
      );
      const ids = personId === undefined ? [] : [personId];
      const scene = await this.scenes.look(tx, { scope, now }, shifts, ids, []);
      const trainee = scene.people.get(personId ?? '')?.trainee === true;
      const seats = await this.facts.seats(
        tx,
        // Who is on a shift matters where a seat may be on offer, and to trainees.
        shifts.filter(({ view }) => trainee || view.taken >= view.seatsMax),
      );
      const open = shifts.map((shift) => ({ shift, offered: offeredOf(shift, seats) }));
      if (personId === undefined) return open.map((one) => openShift(one, []));
      return judged(open, personId, scene.with(seats));
    });
  }

  /** Her living seats that touch `range`, soonest first. */
  shiftsOf(scope: OrgScope, personId: string, range: Interval): Promise<MyShift[]> {
    return this.database.read((tx) =>
      this.facts.serving(
        tx,
        scope,
        "a.person_id = ? AND a.ended_key = '' AND a.start_ms > ? AND a.start_ms < ? AND a.end_ms > ?",
        [personId, range.from - LONGEST_SESSION, range.to, range.from],
      ),
    );
  }

  /** Every seat of the sessions that run at `instant`, empty ones included. */
  onDuty(scope: OrgScope, instant: Instant): Promise<DutyView[]> {
    return this.duties(scope, { from: instant, to: instant + 1 });
  }

  /** Those who are still on the line though their shift is over: nobody has relieved them. */
  staying(scope: OrgScope, now: Instant): Promise<MyShift[]> {
    return this.database.read((tx) =>
      this.facts.serving(
        tx,
        scope,
        "a.start_ms > ? AND a.start_ms < ? AND a.end_ms <= ? AND a.end_ms > ? AND a.ended_key = '' AND a.state = 'on-duty'",
        [now - LONGEST_SESSION, now, now, now - SIGN_OFF_GRACE],
      ),
    );
  }

  /** Every seat of the sessions that touch `range`, with the people on it. */
  duties(scope: OrgScope, range: Interval): Promise<DutyView[]> {
    return this.database.read((tx) =>
      this.withPeople(tx, scope, "s.start_ms > ? AND s.start_ms < ? AND s.end_ms > ? AND s.state = 'open'", [
        range.from - LONGEST_SESSION,
        range.to,
        range.from,
      ]),
    );
  }

  /** Shifts of `range` that have not ended and lack people, or somebody on which asks to be relieved. */
  gaps(scope: OrgScope, range: Interval, now: Instant): Promise<Gap[]> {
    return this.database.read(async (tx) => {
      const found = await this.withPeople(
        tx,
        scope,
        `s.start_ms >= ? AND s.start_ms < ? AND s.end_ms > ? AND ${FREE_OR_OFFERED}`,
        [range.from, range.to, now],
      );
      return found
        .map((duty) => ({ ...duty, missing: Math.max(0, duty.seatsMin - duty.taken) }))
        .filter((gap) => gap.missing > 0 || gap.people.some((person) => person.state === 'offered'));
    });
  }

  /** Seats of `range` whose people have not said that they will come. */
  unconfirmed(scope: OrgScope, range: Interval): Promise<MyShift[]> {
    return this.database.read((tx) =>
      this.facts.serving(
        tx,
        scope,
        "a.start_ms >= ? AND a.start_ms < ? AND a.ended_key = '' AND a.state IN ('held', 'offered')",
        [range.from, range.to],
      ),
    );
  }

  /** Past seats of `range` for which nobody ever said 到岗 or 离岗: a coordinator says what became of them. */
  notCheckedIn(scope: OrgScope, range: Interval, now: Instant): Promise<MyShift[]> {
    return this.database.read((tx) =>
      this.facts.serving(tx, scope, `a.start_ms >= ? AND a.start_ms < ? AND a.end_ms <= ? AND ${expectedSql('a')}`, [
        range.from,
        range.to,
        now,
      ]),
    );
  }

  /** Seats whose holders said afterwards that they were there, and nobody has answered yet. */
  lateSignIns(scope: OrgScope, now: Instant): Promise<MyShift[]> {
    return this.database.read((tx) =>
      this.facts.serving(
        tx,
        scope,
        `a.start_ms >= ? AND a.start_ms < ? AND a.claimed_ms IS NOT NULL AND ${expectedSql('a')}`,
        [now - SIGN_INS_WAIT, now],
      ),
    );
  }

  /** Seats that began within `range` with a note for whoever came next, the latest first. */
  async handovers(scope: OrgScope, range: Interval): Promise<MyShift[]> {
    const found = await this.database.read((tx) =>
      this.facts.serving(tx, scope, "a.start_ms >= ? AND a.start_ms < ? AND a.ended_key = '' AND a.note IS NOT NULL", [
        range.from,
        range.to,
      ]),
    );
    return found.filter(({ note }) => note !== null && note !== '').reverse();
  }

  /** One shift with its people; null for an unknown or foreign id. */
  shift(scope: OrgScope, shiftId: string): Promise<DutyView | null> {
    return this.database.read(async (tx) => (await this.withPeople(tx, scope, 's.id = ?', [shiftId]))[0] ?? null);
  }

  /** One assignment, ended ones included; null for an unknown or foreign id. */
  assignment(scope: OrgScope, assignmentId: string): Promise<MyShift | null> {
    return this.database.read(
      async (tx) => (await this.facts.serving(tx, scope, 'a.id = ?', [assignmentId]))[0] ?? null,
    );
  }

  /** Shifts to come of `range` that the person has let go of since then and does not have, with who has them now. */
  async letGo(
    scope: OrgScope,
    personId: string,
    { range, since, now }: { readonly range: Interval; readonly since: Instant; readonly now: Instant },
  ): Promise<DutyView[]> {
    return this.database.read((tx) =>
      this.withPeople(
        tx,
        scope,
        `s.state = 'open' AND s.start_ms > ? AND s.start_ms < ? AND s.end_ms > ?
           AND EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = s.id AND a.person_id = ? AND a.state = 'dropped'
             AND a.changed_ms >= ?)
           AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = s.id AND a.person_id = ? AND a.ended_key = '')`,
        [now, range.to, range.from, personId, since, personId],
      ),
    );
  }

  private async withPeople(
    tx: Tx,
    scope: OrgScope,
    where: string,
    params: readonly (string | number)[],
  ): Promise<DutyView[]> {
    const shifts = await this.facts.shifts(tx, scope, where, params);
    const seats = await this.facts.seats(tx, shifts);
    return shifts.map(({ view }) => {
      const people = (seats.get(view.sessionId) ?? [])
        .filter((seat) => seat.shiftId === view.shiftId)
        .map(({ assignmentId, personId, name, state, arrivedMs, leftMs }) => ({
          assignmentId,
          personId,
          name,
          state,
          arrivedMs,
          leftMs,
        }));
      return { ...view, people, empty: view.seatsMax - people.length };
    });
  }
}

function judged(open: readonly FoundShift[], personId: string, scene: Scene): OpenShift[] {
  const hers = new Set(scene.dutiesOf(personId).map((duty) => duty.shiftId));
  return open
    .filter(({ shift }) => !hers.has(shift.view.shiftId))
    .map((one) => {
      const without = one.offered ? [one.offered.assignmentId] : [];
      const verdict = scene.verdict(personId, one.shift.seat, { without, claiming: true });
      return openShift(one, verdict ?? [{ rule: 'inactive' }]);
    });
}

interface FoundShift {
  readonly shift: GatheredShift;
  readonly offered: SessionSeat | null;
}

/** The seat one would cover: only when none is free. */
function offeredOf({ view }: GatheredShift, seats: ReadonlyMap<string, SessionSeat[]>): SessionSeat | null {
  if (view.taken < view.seatsMax) return null;
  const own = (seats.get(view.sessionId) ?? []).filter((seat) => seat.shiftId === view.shiftId);
  return own.find((seat) => seat.state === 'offered') ?? null;
}

function openShift({ shift, offered }: FoundShift, verdict: OpenShift['verdict']): OpenShift {
  const view: ShiftView = shift.view;
  return { ...view, offeredBy: offered && { personId: offered.personId, name: offered.name }, verdict };
}

import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { ActContext } from '../acts/domain/act-context';
import type { Volunteer } from '../volunteers/domain/volunteer';
import { isExpected } from '../programmes/domain/assignment-state';
import { traineeComesToBeAlone } from '../rota/domain/judge';
import { arrivalOf, type Scene } from '../rota/domain/scene';
import type { Companion } from '../rota/domain/seat';
import { sourcesOf } from '../rota/assignments.queries';
import type { AssignmentSource } from '../rota/domain/assignment-source';
import type { PersonRef, ShiftView } from '../rota/domain/shift-view';
import { isHard, type Violation } from '../rota/domain/violation';
import type { GatheredShift, SessionSeat } from '../rota/gathered';
import { marks } from '../database/sql-values';
import { RotaFacts } from '../rota/rota-facts.service';
import { Scenes } from '../rota/scenes.service';
import { RotaRow } from './rota.row';
import { RotaEntryRow } from './rota-entry.row';

export interface RotaRecord {
  readonly id: string;
  readonly month: string;
  readonly version: number;
}

export interface ComparedEntry {
  readonly shift: ShiftView;
  readonly person: PersonRef;
}

export interface Conflict extends ComparedEntry {
  readonly violations: readonly Violation[];
}

export interface Leaving extends ComparedEntry {
  readonly assignmentId: string;
}

/** What publishing a draft would do to the rota as it stands now. */
export interface RotaDifference {
  readonly additions: readonly (ComparedEntry & { readonly gathered: GatheredShift })[];
  /** Seats whose people have them already. */
  readonly kept: number;
  /** Seats that an earlier publication gave and this draft no longer gives. */
  readonly removals: readonly Leaving[];
  /** Entries that a rule forbids; and trainees who would lose their only company, who keep it. */
  readonly conflicts: readonly Conflict[];
}

interface DraftedSeat {
  shiftId: string;
  personId: string;
}

/** A living seat with what tells whether a further publication may take it back. */
interface LivingSeat extends SessionSeat {
  readonly source: AssignmentSource | null;
}

/** What a draft and the rota are compared by. */
interface Compared {
  readonly shifts: ReadonlyMap<string, GatheredShift>;
  readonly fresh: readonly DraftedSeat[];
  readonly standing: readonly LivingSeat[];
  /** Seats that the draft no longer gives and that it may take back. */
  readonly given: readonly LivingSeat[];
  readonly overriding: boolean;
}

type Judged = Pick<RotaDifference, 'additions' | 'conflicts'>;

/** Holds a draft against the rota: every entry is judged again, with all entries before it in place. */
@Injectable()
export class CompareRota {
  constructor(
    private readonly facts: RotaFacts,
    private readonly scenes: Scenes,
  ) {}

  /** The newest version of a month's rota; only a draft can be published. */
  latest(tx: Tx, context: ActContext, month: string): Promise<(RotaRecord & Pick<RotaRow, 'state'>) | null> {
    return tx.findOne(
      RotaRow,
      { orgId: context.scope.orgId, month },
      { columns: ['id', 'month', 'version', 'state'], orderBy: { version: 'desc' } },
    );
  }

  /** `overriding`: soft rules do not count. */
  async compare(tx: Tx, context: ActContext, rota: RotaRecord, overriding: boolean): Promise<RotaDifference> {
    const entries = await tx.find(RotaEntryRow, { rotaId: rota.id }, { columns: ['shiftId', 'personId'] });
    const shifts = await this.shiftsOf(tx, context, entries);
    const standing = await this.standing(tx, shifts);
    const wanted = new Set(entries.map(keyOf));
    const has = new Set(standing.map(keyOf));
    const fresh = entries.filter((entry) => !has.has(keyOf(entry)));
    const given = standing.filter((seat) => mayLeave(seat, wanted, shifts, context));
    const { leaving, judged, alone } = await this.judged(tx, context, { shifts, fresh, standing, given, overriding });
    const conflicts = [...judged.conflicts, ...alone.flatMap((seat) => conflictOf(seat, shifts))];
    const removals = leaving.flatMap((seat) => {
      const entry = comparedOf(seat, shifts);
      return entry ? [{ ...entry, assignmentId: seat.assignmentId }] : [];
    });
    return { additions: judged.additions, conflicts, removals, kept: entries.length - fresh.length };
  }

  /** Judges the new entries; whoever is the only company of a trainee who stays does not leave, whatever the draft says. */
  private async judged(
    tx: Tx,
    context: ActContext,
    { shifts, fresh, standing, given, overriding }: Compared,
  ): Promise<{ leaving: readonly LivingSeat[]; judged: Judged; alone: readonly LivingSeat[] }> {
    const personIds = [...new Set(fresh.map((entry) => entry.personId))];
    const there = bySession(standing, shifts);
    const now = (await this.scenes.look(tx, context, [...shifts.values()], personIds, [])).with(there);
    let leaving = given;
    const alone = new Set<LivingSeat>();
    for (;;) {
      const scene = now.with(new Map());
      for (const seat of leaving) scene.leaves(seat, seat.sessionId);
      const judged = judgeInOrder(fresh, shifts, scene, overriding);
      const left = overriding ? new Set<string>() : sessionsLeft(there, leaving, judged.additions, scene);
      if (left.size === 0) return { leaving, judged, alone: [...alone] };
      const gone = new Set(leaving);
      for (const seat of standing)
        if (left.has(seat.sessionId) && !gone.has(seat) && mustNotBeAlone(seat)) alone.add(seat);
      // Her company staying may close a seat elsewhere to somebody, who then is no company there: looked at once more.
      leaving = leaving.filter((seat) => !left.has(seat.sessionId));
    }
  }

  /** All shifts of the programmes and days that the draft speaks of, so that what it leaves out is seen as well. */
  private async shiftsOf(
    tx: Tx,
    context: ActContext,
    entries: readonly DraftedSeat[],
  ): Promise<Map<string, GatheredShift>> {
    const found = new Map<string, GatheredShift>();
    if (entries.length === 0) return found;
    const ids = [...new Set(entries.map((entry) => entry.shiftId))];
    for (let i = 0; i < ids.length; i += 400) {
      const some = ids.slice(i, i + 400);
      for (const shift of await this.facts.shifts(tx, context.scope, `s.id IN (${marks(some)})`, some)) {
        found.set(shift.view.shiftId, shift);
      }
    }
    const named = [...found.values()];
    const programmes = [...new Set(named.map((shift) => shift.view.programmeId))];
    const starts = named.map((shift) => shift.view.start);
    const around = await this.facts.shifts(
      tx,
      context.scope,
      `s.start_ms >= ? AND s.start_ms <= ? AND s.programme_id IN (${marks(programmes)})`,
      [Math.min(...starts), Math.max(...starts), ...programmes],
    );
    for (const shift of around) found.set(shift.view.shiftId, shift);
    return found;
  }

  private async standing(tx: Tx, shifts: ReadonlyMap<string, GatheredShift>): Promise<LivingSeat[]> {
    const seats = [...(await this.facts.seats(tx, [...shifts.values()])).values()].flat();
    const sources = new Map<string, AssignmentSource>();
    for (let i = 0; i < seats.length; i += 400) {
      const ids = seats.slice(i, i + 400).map((seat) => seat.assignmentId);
      for (const row of await sourcesOf(tx, ids)) sources.set(row.id, row.source);
    }
    return seats.map((seat) => ({ ...seat, source: sources.get(seat.assignmentId) ?? null }));
  }
}

const keyOf = (entry: DraftedSeat): string => `${entry.shiftId} ${entry.personId}`;

function bySession(
  standing: readonly LivingSeat[],
  shifts: ReadonlyMap<string, GatheredShift>,
): ReadonlyMap<string, readonly LivingSeat[]> {
  const found = new Map<string, LivingSeat[]>([...shifts.values()].map(({ view }) => [view.sessionId, []]));
  for (const seat of standing) found.get(seat.sessionId)?.push(seat);
  return found;
}

/** Only what an earlier publication gave, and only while nothing of it has been served. */
function mayLeave(
  seat: LivingSeat,
  wanted: ReadonlySet<string>,
  shifts: ReadonlyMap<string, GatheredShift>,
  context: ActContext,
): boolean {
  const shift = shifts.get(seat.shiftId);
  if (!shift || shift.view.start <= context.now || seat.source !== 'draft') return false;
  return !wanted.has(keyOf(seat)) && isExpected(seat.state);
}

function judgeInOrder(
  fresh: readonly DraftedSeat[],
  shifts: ReadonlyMap<string, GatheredShift>,
  scene: Scene,
  overriding: boolean,
): Judged {
  const additions: (ComparedEntry & { gathered: GatheredShift })[] = [];
  const conflicts: Conflict[] = [];
  for (const { gathered, volunteer } of inOrder(fresh, shifts, scene)) {
    const found = scene.verdict(volunteer.id, gathered.seat) ?? [];
    const violations = overriding ? found.filter(isHard) : found;
    const person = { personId: volunteer.id, name: volunteer.name };
    if (violations.length > 0) {
      conflicts.push({ shift: gathered.view, person, violations });
      continue;
    }
    additions.push({ shift: gathered.view, person, gathered });
    scene.arrives(volunteer, gathered.seat);
  }
  return { additions, conflicts };
}

/** The sessions in which a trainee who stays would be alone once `leaving` are gone and the additions are there. */
function sessionsLeft(
  there: ReadonlyMap<string, readonly LivingSeat[]>,
  leaving: readonly LivingSeat[],
  additions: Judged['additions'],
  { people }: Scene,
): Set<string> {
  const gone = leaving.map((seat) => seat.assignmentId);
  const sessions = new Set(leaving.map((seat) => seat.sessionId));
  const left = [...sessions].filter((sessionId) => {
    const arrivals = additions.flatMap(({ gathered, person }) => {
      const volunteer = gathered.view.sessionId === sessionId ? people.get(person.personId) : undefined;
      return volunteer ? [arrivalOf(gathered.seat, volunteer)] : [];
    });
    return traineeComesToBeAlone(there.get(sessionId) ?? [], gone, arrivals);
  });
  return new Set(left);
}

const mustNotBeAlone = ({ trainee, policy }: Companion): boolean => trainee && policy === 'not-alone';

function comparedOf(seat: LivingSeat, shifts: ReadonlyMap<string, GatheredShift>): ComparedEntry | null {
  const shift = shifts.get(seat.shiftId)?.view;
  return shift ? { shift, person: { personId: seat.personId, name: seat.name } } : null;
}

function conflictOf(seat: LivingSeat, shifts: ReadonlyMap<string, GatheredShift>): Conflict[] {
  const entry = comparedOf(seat, shifts);
  return entry ? [{ ...entry, violations: [{ rule: 'trainee-alone' }] }] : [];
}

/** By time; within a session the experienced first, so that trainees find their company. */
function inOrder(
  fresh: readonly DraftedSeat[],
  shifts: ReadonlyMap<string, GatheredShift>,
  scene: Scene,
): { gathered: GatheredShift; volunteer: Volunteer }[] {
  return fresh
    .flatMap((entry) => {
      const gathered = shifts.get(entry.shiftId);
      const volunteer = scene.people.get(entry.personId);
      return gathered && volunteer ? [{ gathered, volunteer }] : [];
    })
    .sort(
      (a, b) =>
        a.gathered.view.start - b.gathered.view.start ||
        Number(a.volunteer.trainee) - Number(b.volunteer.trainee) ||
        (a.volunteer.id < b.volunteer.id ? -1 : 1),
    );
}

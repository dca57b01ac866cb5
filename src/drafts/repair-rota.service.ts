import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { civilDateOf, monthOf } from '../kernel/civil-time';
import { done, refused, type Result } from '../kernel/result';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { MovableSeat, RepairFacts, RepairMove } from '../rostering/domain/repair';
import { RosterEngine } from '../rostering/roster-engine.service';
import { isExpected } from '../programmes/domain/assignment-state';
import type { RotaRefusal } from '../rota/domain/refusal';
import { droppedFrom, sourcesOf } from '../rota/assignments.queries';
import type { PersonRef, ShiftView } from '../rota/domain/shift-view';
import { DraftRota } from './draft-rota.service';
import { GatherMonth } from './gather-month.service';
import type { GatheredShift, SessionSeat } from '../rota/gathered';
import { monthInterval } from './month';
import { RotaFacts } from '../rota/rota-facts.service';

/** What one person would have to hear. */
export interface Affected extends PersonRef {
  readonly gains: ShiftView;
  readonly loses: ShiftView | null;
}

export interface RepairProposed {
  readonly month: string;
  /** The draft that holds the repair: publishing it makes these changes and no others. */
  readonly version: number;
  readonly affected: readonly Affected[];
}

interface Seen {
  readonly facts: RepairFacts;
  readonly shifts: ReadonlyMap<string, GatheredShift>;
  readonly seats: readonly SessionSeat[];
}

/** 调整: the fewest changes that fill a hole in a published month, as a draft that nobody has heard of yet. */
@Injectable()
export class RepairRota {
  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly month: GatherMonth,
    private readonly engine: RosterEngine,
    private readonly drafts: DraftRota,
  ) {}

  /** null: nobody could take it, even if somebody changed her shift. Only seats that a publication gave may move. */
  async propose(context: ActContext, shiftId: string): Promise<Result<RepairProposed | null, RotaRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const seen = await this.database.read((tx) => this.look(tx, context, shiftId));
    if (!seen) return refused({ rule: 'not-found', what: 'shift' });
    const moves = await this.engine.repair(seen.facts);
    if (moves.length === 0) return done(null);
    const month = monthOf(civilDateOf(seen.shifts.get(shiftId)?.view.start ?? context.now, context.scope.zone));
    const written = await this.drafts.importDraft(context, month, repaired(seen.seats, moves));
    if (!written.ok) return written;
    return done({ month, version: written.value.version, affected: affected(seen, moves) });
  }

  private async look(tx: Tx, context: ActContext, shiftId: string): Promise<Seen | null> {
    const { scope, now } = context;
    const hole = await this.facts.shift(tx, scope, shiftId);
    const range = hole && monthInterval(monthOf(civilDateOf(hole.view.start, scope.zone)), scope);
    if (!hole || !range) return null;
    const all = await this.facts.shifts(tx, scope, "s.start_ms >= ? AND s.start_ms < ? AND s.state = 'open'", [
      range.from,
      range.to,
    ]);
    const shifts = new Map(all.map((shift) => [shift.view.shiftId, shift]));
    const seats = await this.facts.seats(tx, all);
    const given = [...seats.values()].flat().filter((seat) => shifts.has(seat.shiftId));
    const drafted = await this.drafted(tx, given);
    const movable = given.filter(
      (seat) =>
        drafted.has(seat.assignmentId) && isExpected(seat.state) && (shifts.get(seat.shiftId)?.view.start ?? 0) > now,
    );
    const freed = new Set(movable.map(({ assignmentId }) => assignmentId));
    const month = await this.month.gather(tx, scope, range, all, seats, now, freed);
    const gone = await droppedFrom(tx, shiftId);
    const missing = Math.max(1, hole.view.seatsMin - hole.view.taken);
    const facts: RepairFacts = {
      month,
      movable: movable.map(({ shiftId: id, personId, state }): MovableSeat => ({
        shiftId: id,
        personId,
        confirmed: state === 'confirmed',
      })),
      holes: Array.from({ length: missing }, () => shiftId),
      gone,
    };
    return { facts, shifts, seats: given };
  }

  private async drafted(tx: Tx, seats: readonly SessionSeat[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let i = 0; i < seats.length; i += 400) {
      const ids = seats.slice(i, i + 400).map((seat) => seat.assignmentId);
      for (const { id, source } of await sourcesOf(tx, ids)) if (source === 'draft') found.add(id);
    }
    return found;
  }
}

function repaired(
  seats: readonly SessionSeat[],
  moves: readonly RepairMove[],
): { shiftId: string; personId: string }[] {
  const left = new Set(moves.map(({ personId, from }) => `${personId} ${from ?? ''}`));
  const staying = seats.filter(({ personId, shiftId }) => !left.has(`${personId} ${shiftId}`));
  return [
    ...staying.map(({ shiftId, personId }) => ({ shiftId, personId })),
    ...moves.map(({ personId, to }) => ({ shiftId: to, personId })),
  ];
}

function affected({ facts, shifts }: Seen, moves: readonly RepairMove[]): Affected[] {
  const names = new Map(facts.month.volunteers.map(({ id, name }) => [id, name]));
  return moves.flatMap(({ personId, from, to }) => {
    const gains = shifts.get(to)?.view;
    const loses = from === null ? null : (shifts.get(from)?.view ?? null);
    return gains ? [{ personId, name: names.get(personId) ?? '', gains, loses }] : [];
  });
}

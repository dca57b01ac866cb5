import { FAMILIES } from '../../programmes/domain/goals';
import { LinearModelBuilder, type LinearModel } from '../solver/linear-model';
import { emptyPlaces, priceOfPerson, stepCost, type Seating } from './price';
import { emptyCost, type MonthPerson, type Problem } from './problem';

/** A model of some people's month, with the way back from its columns to their slots. */
export interface MonthModel {
  readonly linear: LinearModel;
  /** What everybody who is not in the model pays: constant, so that all models of a problem price alike. */
  seatingOf(values: Float64Array): number[][];
  /** The columns' values of a seating that agrees with the one around the model. */
  startOf(seating: Seating): Float64Array;
}

/**
 * The whole month, or the month of `team` alone while all others stay where `around` has them. One column for each
 * person and open slot; empty places at a price; a convex cost of unit steps for each person and family; and a trainee
 * only beside somebody experienced.
 */
export function monthModel(
  problem: Problem,
  around: Seating,
  team: readonly MonthPerson[] = problem.people,
): MonthModel {
  return new ModelMaker(problem, around, team);
}

class ModelMaker implements MonthModel {
  readonly linear: LinearModel;
  private readonly model = new LinearModelBuilder();
  /** Column by person and slot. */
  private readonly seats = new Map<MonthPerson, Map<number, number>>();
  private readonly bySlot: number[][];
  private readonly empties = new Map<number, number>();
  private readonly others: Seating;
  private readonly starts: ((start: Float64Array, seating: Seating) => void)[] = [];

  constructor(
    private readonly problem: Problem,
    around: Seating,
    private readonly team: readonly MonthPerson[],
  ) {
    const inTeam = new Set(team.map(({ index }) => index));
    this.others = around.map((slots, index) => (inTeam.has(index) ? [] : slots));
    this.bySlot = problem.slots.map(() => []);
    const left = emptyPlaces(problem, this.others);
    for (const person of team) this.person(person, left);
    this.cover(left);
    for (const [id, slots] of problem.sessions) this.company(id, slots);
    this.model.offset += problem.people.reduce(
      (sum, person) =>
        sum + priceOfPerson(problem, person, inTeam.has(person.index) ? [] : (around[person.index] ?? [])),
      0,
    );
    this.linear = this.model.build();
  }

  seatingOf(values: Float64Array): number[][] {
    const seating = this.others.map((slots) => [...slots]);
    for (const [person, own] of this.seats) {
      for (const [slot, column] of own) if ((values[column] ?? 0) > 0.5) seating[person.index]?.push(slot);
    }
    return seating;
  }

  startOf(seating: Seating): Float64Array {
    const start = new Float64Array(this.model.columns);
    const left = emptyPlaces(this.problem, seating);
    for (const [person, own] of this.seats) {
      for (const slot of seating[person.index] ?? []) {
        const column = own.get(slot);
        if (column !== undefined) start[column] = 1;
      }
    }
    for (const [slot, column] of this.empties) start[column] = left[slot] ?? 0;
    for (const set of this.starts) set(start, seating);
    return start;
  }

  private person(person: MonthPerson, left: readonly number[]): void {
    const own = new Map<number, number>();
    this.seats.set(person, own);
    for (const slot of person.open) {
      if ((left[slot] ?? 0) <= 0) continue;
      const column = this.model.binary(person.costs.get(slot) ?? 0);
      own.set(slot, column);
      this.bySlot[slot]?.push(column);
    }
    for (const { shifts, weights, most } of person.rows) {
      const kept = shifts.flatMap((slot, i) => {
        const column = own.get(slot);
        return column === undefined ? [] : [{ column, weight: weights?.[i] ?? 1 }];
      });
      if (kept.reduce((sum, { weight }) => sum + weight, 0) <= most) continue;
      this.model.row(-Infinity, most, { indices: kept.map((k) => k.column), values: kept.map((k) => k.weight) });
    }
    for (const family of FAMILIES) this.fairness(person, own, family);
    for (const [slot, column] of own) this.continuity(person, own, slot, column);
  }

  private fairness(person: MonthPerson, own: ReadonlyMap<number, number>, family: (typeof FAMILIES)[number]): void {
    const weight = this.problem.weights[family];
    if (weight === 0) return;
    const counted = [...own].filter(([slot]) => this.problem.slots[slot]?.families.includes(family));
    const most = mostOf(
      person,
      counted.map(([slot]) => slot),
    );
    const steps = Array.from({ length: most }, (_, i) =>
      this.model.column(stepCost(weight, person.targets[family], i + 1), 0, 1, false),
    );
    if (steps.length === 0) return;
    const columns = counted.map(([, column]) => column);
    const ones = columns.map(() => 1);
    this.model.row(0, 0, { indices: [...columns, ...steps], values: [...ones, ...steps.map(() => -1)] });
    this.starts.push((start) => {
      const count = columns.reduce((sum, column) => sum + (start[column] ?? 0), 0);
      steps.slice(0, count).forEach((step) => (start[step] = 1));
    });
  }

  private continuity(person: MonthPerson, own: ReadonlyMap<number, number>, index: number, column: number): void {
    const slot = this.problem.slots[index];
    if (!slot || slot.before === null) return;
    const before = own.get(slot.before);
    if (before === undefined) return;
    const both = this.model.column(-slot.goals.continuity, 0, 1, false);
    for (const one of [before, column]) this.model.row(-Infinity, 0, { indices: [both, one], values: [1, -1] });
    this.starts.push((start) => (start[both] = Math.min(start[before] ?? 0, start[column] ?? 0)));
  }

  private cover(left: readonly number[]): void {
    for (const slot of this.problem.slots) {
      const places = left[slot.index] ?? 0;
      if (places <= 0) continue;
      const empty = this.model.column(emptyCost(slot), 0, places, true);
      this.empties.set(slot.index, empty);
      this.model.sum(places, places, [...(this.bySlot[slot.index] ?? []), empty]);
    }
  }

  /** y ≤ the experienced who serve, each trainee ≤ y; those around the model count as they are. */
  private company(sessionId: string, slots: readonly number[]): void {
    const experienced: number[] = [];
    const trainees: number[] = [];
    for (const slot of slots) {
      for (const person of this.team) {
        const column = this.seats.get(person)?.get(slot);
        if (column === undefined) continue;
        if (!person.volunteer.trainee) experienced.push(column);
        else if (this.problem.slots[slot]?.seat.trainee === 'not-alone') trainees.push(column);
      }
    }
    const around = this.around(slots);
    if (around.experienced) return;
    if (around.trainee) this.model.sum(1, Infinity, experienced);
    if (around.trainee || trainees.length === 0) return;
    const company = this.model.column(0, 0, 1, false);
    this.model.row(-Infinity, 0, { indices: [company, ...experienced], values: [1, ...experienced.map(() => -1)] });
    for (const trainee of trainees) this.model.row(-Infinity, 0, { indices: [trainee, company], values: [1, -1] });
    this.starts.push((start) => (start[company] = experienced.some((column) => start[column] === 1) ? 1 : 0));
  }

  private around(slots: readonly number[]): { experienced: boolean; trainee: boolean } {
    const found = { experienced: false, trainee: false };
    this.others.forEach((own, index) => {
      const trainee = this.problem.people[index]?.volunteer.trainee ?? false;
      for (const slot of own) {
        if (!slots.includes(slot)) continue;
        if (!trainee) found.experienced = true;
        else if (this.problem.slots[slot]?.seat.trainee === 'not-alone') found.trainee = true;
      }
    });
    return found;
  }
}

/** The most of these slots that any of her rows over all of them lets her have. */
export function mostOf(person: MonthPerson, slots: readonly number[]): number {
  return person.rows.reduce((most, row) => {
    if (row.weights || row.shifts.length < slots.length) return most;
    const inner = new Set(row.shifts);
    return slots.every((slot) => inner.has(slot)) ? Math.min(most, Math.max(0, row.most)) : most;
  }, slots.length);
}

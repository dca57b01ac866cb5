import { FAMILIES } from '../../programmes/domain/goals';
import { LinearModelBuilder, type LinearModel } from '../solver/linear-model';
import { mostOf } from './model';
import { stepCost } from './price';
import { clash, emptyCost, type MonthPerson, type Problem } from './problem';
import type { Slot } from './slot';

/**
 * A far smaller model that no draft is below: slots that nobody's price tells apart (the same week, families, post and
 * wish) are one kind, of which a person has a number. Clashes between kinds, company and single slots are left out, caps
 * and fairness are kept; slots that continuity looks at stay single.
 */
export function relaxedModel(problem: Problem): LinearModel {
  const model = new LinearModelBuilder();
  const kinds = kindsOf(problem);
  const cover = new Map<number, number[]>([...new Set(kinds)].map((kind) => [kind, []]));
  for (const person of problem.people) {
    const columns = numbersOf(model, problem, person, kinds);
    for (const { kind, column } of columns) cover.get(kind)?.push(column);
    caps(model, person, columns);
    for (const family of FAMILIES) {
      const weight = problem.weights[family];
      const target = person.targets[family];
      model.offset += weight * target ** 2;
      const counted = columns.filter(({ slots }) => slots[0]?.families.includes(family));
      const inner = counted.flatMap(({ slots }) => slots.map(({ index }) => index));
      const most = Math.min(mostOf(person, inner), sum(counted));
      if (weight === 0 || most === 0) continue;
      const steps = Array.from({ length: most }, (_, i) => model.column(stepCost(weight, target, i + 1), 0, 1, false));
      const values = [...counted.map(() => 1), ...steps.map(() => -1)];
      model.row(0, 0, { indices: [...counted.map(({ column }) => column), ...steps], values });
    }
    continuity(model, columns);
  }
  for (const [kind, columns] of cover) {
    const slots = problem.slots.filter(({ index }) => kinds[index] === kind);
    const places = slots.reduce((sum, slot) => sum + slot.places, 0);
    const least = slots.reduce((found, slot) => Math.min(found, emptyCost(slot)), Infinity);
    model.sum(places, places, [...columns, model.column(least, 0, places, true)]);
  }
  return model.build();
}

interface Numbered {
  readonly kind: number;
  readonly column: number;
  readonly slots: readonly Slot[];
  readonly most: number;
}

/** The kind of each slot, as a number. */
function kindsOf({ slots, after }: Problem): number[] {
  const names = new Map<string, number>();
  return slots.map((slot) => {
    const single = slot.before !== null || after.has(slot.index) ? String(slot.index) : '';
    const name = [
      single,
      slot.day.monday,
      slot.families.join(),
      slot.rank,
      slot.seat.qualification,
      slot.seat.night,
    ].join(' ');
    const kind = names.get(name) ?? names.size;
    names.set(name, kind);
    return kind;
  });
}

/** A number for each kind and price of hers, at most as many as do not clash among themselves. */
function numbersOf(
  model: LinearModelBuilder,
  problem: Problem,
  person: MonthPerson,
  kinds: readonly number[],
): Numbered[] {
  const groups = new Map<string, Slot[]>();
  for (const index of person.open) {
    const slot = problem.slots[index];
    const name = `${kinds[index] ?? ''} ${person.costs.get(index) ?? 0}`;
    if (slot) groups.set(name, [...(groups.get(name) ?? []), slot]);
  }
  return [...groups.values()].map((slots): Numbered => {
    const [first] = slots;
    const most = apart(slots);
    const column = model.column(person.costs.get(first?.index ?? -1) ?? 0, 0, most, true);
    return { kind: kinds[first?.index ?? -1] ?? -1, column, slots, most };
  });
}

/** No more than this many of the slots go together: they fall into so many groups in which any two clash. */
function apart(slots: readonly Slot[]): number {
  const groups: Slot[][] = [];
  for (const slot of slots) {
    const group = groups.find((one) => one.every((other) => clash(other, slot)));
    if (group) group.push(slot);
    else groups.push([slot]);
  }
  return groups.length;
}

/** Rows of hers that hold whole kinds. */
function caps(model: LinearModelBuilder, person: MonthPerson, columns: readonly Numbered[]): void {
  for (const { shifts, weights, most } of person.rows) {
    if (weights || shifts.length < 2) continue;
    const inner = new Set(shifts);
    const whole = columns.filter(({ slots }) => slots.every(({ index }) => inner.has(index)));
    if (sum(whole) <= most) continue;
    model.sum(
      -Infinity,
      most,
      whole.map(({ column }) => column),
    );
  }
}

const sum = (columns: readonly Numbered[]): number => columns.reduce((total, { most }) => total + most, 0);

function continuity(model: LinearModelBuilder, columns: readonly Numbered[]): void {
  const single = new Map(
    columns.flatMap(({ slots, column }) => (slots.length === 1 ? [[slots[0]?.index, column]] : [])),
  );
  for (const { slots, column } of columns) {
    const [slot] = slots;
    const before = slot && slot.before !== null ? single.get(slot.before) : undefined;
    if (!slot || before === undefined) continue;
    const both = model.column(-slot.goals.continuity, 0, 1, false);
    for (const one of [before, column]) model.row(-Infinity, 0, { indices: [both, one], values: [1, -1] });
  }
}

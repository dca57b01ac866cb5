import { LinearModelBuilder, type LinearModel } from '../../rostering/solver/linear-model';
import { shiftClasses, type ShiftClasses } from './person-graph';
import { isWeekend, OFF, type PersonRules, type Roster, type RosterProblem } from './roster-problem';
import { coverOf } from './score';

/**
 * The whole problem as one 0/1 model: one column for each person, day and shift (Curtois and Qu 2014, section 3). Right where
 * it is small; where it is not, columns of whole calendars are far stronger.
 */
export class DirectModel {
  readonly model: LinearModel;
  private readonly builder = new LinearModelBuilder();
  /** The column of person, day and shift, −1 where she may not work it. */
  private readonly works: Int32Array;
  private readonly weekends: number[][] = [];
  /** The columns of a place where anybody minds how many there are. */
  private readonly missing: (number | undefined)[] = [];
  private readonly tooMany: (number | undefined)[] = [];
  private readonly days: number;
  private readonly shifts: number;

  constructor(private readonly problem: RosterProblem) {
    this.days = problem.days;
    this.shifts = problem.shifts.length;
    this.works = new Int32Array(problem.people.length * this.days * this.shifts).fill(-1);
    this.builder.offset = problem.people.reduce((sum, person) => sum + person.base, 0);
    const classes = shiftClasses(problem);
    problem.people.forEach((person, index) => {
      this.columnsOf(person, index);
      this.dayByDay(index, classes);
      this.totals(person, index);
      this.runs(person, index);
      this.weekendsOf(person, index);
    });
    this.demand();
    this.model = this.builder.build();
  }

  /** How many columns the model has for a problem, before it is built. */
  static size({ days, shifts, people }: RosterProblem): number {
    return days * shifts.length * people.length;
  }

  /** The columns' values for rosters that keep the rules. */
  start(rosters: readonly Roster[]): Float64Array {
    const start = new Float64Array(this.model.cost.length);
    rosters.forEach((roster, person) => {
      roster.forEach((shift, day) => {
        if (shift === OFF) return;
        start[this.at(person, day, shift)] = 1;
        const weekend = this.weekends[person]?.[Math.floor(day / 7)];
        if (isWeekend(day) && weekend !== undefined) start[weekend] = 1;
      });
    });
    coverOf(this.problem, rosters).forEach((there, at) => {
      const gap = (this.problem.need[at] as number) - there;
      const column = (gap > 0 ? this.missing : this.tooMany)[at];
      if (column !== undefined) start[column] = Math.abs(gap);
    });
    return start;
  }

  rosters(values: Float64Array): Roster[] {
    return this.problem.people.map((_, person) =>
      Int16Array.from({ length: this.days }, (_, day) => {
        for (let shift = 0; shift < this.shifts; shift++) {
          const column = this.at(person, day, shift);
          if (column >= 0 && (values[column] as number) > 0.5) return shift;
        }
        return OFF;
      }),
    );
  }

  private at(person: number, day: number, shift: number): number {
    return this.works[(person * this.days + day) * this.shifts + shift] as number;
  }

  private columnsOf({ most, daysOff, wishes }: PersonRules, person: number): void {
    for (let at = 0; at < this.days * this.shifts; at++) {
      if (most[at % this.shifts] === 0 || daysOff.includes(Math.floor(at / this.shifts))) continue;
      this.works[person * this.days * this.shifts + at] = this.builder.binary(wishes[at] as number);
    }
  }

  /** The columns of one day whose shifts are wanted. */
  private columns(person: number, day: number, wanted: (shift: number) => boolean = () => true): number[] {
    const columns: number[] = [];
    for (let shift = 0; shift < this.shifts; shift++) {
      const column = this.at(person, day, shift);
      if (column >= 0 && wanted(shift)) columns.push(column);
    }
    return columns;
  }

  private dayByDay(person: number, { count, of, blocks }: ShiftClasses): void {
    for (let day = 0; day < this.days; day++) {
      this.builder.sum(0, 1, this.columns(person, day));
      if (day + 1 === this.days) continue;
      for (let shiftClass = 0; shiftClass < count; shiftClass++) {
        const blocked = this.columns(person, day + 1, (s) => blocks[shiftClass * this.shifts + s] === 1);
        const blocking = this.columns(person, day, (s) => of[s] === shiftClass);
        if (blocked.length > 0 && blocking.length > 0) this.builder.sum(0, 1, [...blocking, ...blocked]);
      }
    }
  }

  private totals({ most, minutes }: PersonRules, person: number): void {
    const all: number[] = [];
    const lengths: number[] = [];
    for (let shift = 0; shift < this.shifts; shift++) {
      const columns = Array.from({ length: this.days }, (_, day) => this.at(person, day, shift)).filter((c) => c >= 0);
      if ((most[shift] as number) < columns.length) this.builder.sum(0, most[shift] as number, columns);
      all.push(...columns);
      lengths.push(...columns.map(() => this.problem.shifts[shift]?.minutes ?? 0));
    }
    this.builder.row(minutes.least, minutes.most, { indices: all, values: lengths });
  }

  /** Runs of work and of days off, forbidden one length at a time; those at an edge may be short. */
  private runs({ run, leastDaysOff }: PersonRules, person: number): void {
    const days = Array.from({ length: this.days }, (_, day) => this.columns(person, day));
    for (let first = 0; first + run.most < this.days; first++) {
      this.builder.sum(0, run.most, days.slice(first, first + run.most + 1).flat());
    }
    const between = (length: number, sign: 1 | -1, least: number) => {
      for (let day = 0; day + length + 1 < this.days; day++) {
        const [before = [], inside, after = []] = [
          days[day],
          days.slice(day + 1, day + 1 + length).flat(),
          days[day + length + 1],
        ];
        const indices = [...before, ...inside, ...after];
        const values = indices.map((_, k) => (k < before.length || k >= before.length + inside.length ? sign : -sign));
        this.builder.row(least, Infinity, { indices, values });
      }
    };
    for (let length = 1; length < Math.min(run.least, this.days); length++) between(length, 1, 1 - length);
    for (let length = 1; length < Math.min(leastDaysOff, this.days); length++) between(length, -1, -1);
  }

  private weekendsOf({ mostWeekends }: PersonRules, person: number): void {
    const columns: number[] = [];
    for (let saturday = 5; saturday < this.days; saturday += 7) {
      const weekend = this.builder.binary(0);
      columns.push(weekend);
      for (const day of [saturday, saturday + 1].filter((day) => day < this.days)) {
        const indices = [weekend, ...this.columns(person, day)];
        this.builder.row(0, Infinity, { indices, values: indices.map((_, k) => (k === 0 ? 1 : -1)) });
      }
    }
    this.weekends.push(columns);
    if (mostWeekends < columns.length) this.builder.sum(0, mostWeekends, columns);
  }

  private demand(): void {
    const { need, under, over, people } = this.problem;
    for (let at = 0; at < need.length; at++) {
      if (under[at] === 0 && over[at] === 0) continue;
      const missing = (this.missing[at] = this.builder.column(under[at] as number, 0, Infinity, false));
      const tooMany = (this.tooMany[at] = this.builder.column(over[at] as number, 0, Infinity, false));
      const [day, shift] = [Math.floor(at / this.shifts), at % this.shifts];
      const there = people.map((_, person) => this.at(person, day, shift)).filter((column) => column >= 0);
      const indices = [...there, missing, tooMany];
      const values = indices.map((_, k) => (k === indices.length - 1 ? -1 : 1));
      this.builder.row(need[at] as number, need[at] as number, { indices, values });
    }
  }
}

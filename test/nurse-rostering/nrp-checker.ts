/**
 * Judges the answer to a nurse-rostering instance from the text of its file alone. It reads the format and knows the rules
 * by itself: nothing here comes from the engine.
 */
export interface Judgement {
  /** Each hard rule that is broken, in words. */
  readonly broken: readonly string[];
  readonly cost: number;
}

type Fields = readonly string[];

type Schedule = Readonly<Record<string, readonly string[]>>;

export const judge = (instance: string, schedule: Schedule): Judgement => new Checker(instance).judge(schedule);

/** An instance read once, for many schedules. */
export class Checker {
  private readonly file: InstanceFile;
  readonly staff: readonly string[];
  readonly shifts: readonly string[];

  constructor(instance: string) {
    this.file = new InstanceFile(instance);
    this.staff = this.file.section('STAFF').map(([name]) => name!);
    this.shifts = [...this.file.minutes.keys()];
  }

  get days(): number {
    return this.file.days;
  }

  judge(schedule: Schedule): Judgement {
    const strangers = Object.keys(schedule).filter((name) => !this.staff.includes(name));
    const broken = [
      ...this.staff.flatMap((name) => this.faultsOf(name, schedule[name] ?? []).map((fault) => `${name}: ${fault}`)),
      ...strangers.map((name) => `${name}: nobody of that name`),
    ];
    return { broken, cost: this.costOf(schedule) };
  }

  faultsOf(name: string, row: readonly string[]): string[] {
    return personFaults(this.file, this.file.section('STAFF')[this.staff.indexOf(name)]!, row);
  }

  costOf(schedule: Schedule): number {
    return costOf(this.file, schedule);
  }
}

class InstanceFile {
  private readonly sections = new Map<string, Fields[]>();
  readonly days: number;
  readonly minutes = new Map<string, number>();
  readonly mayNotFollow = new Map<string, Set<string>>();

  constructor(text: string) {
    let current: Fields[] = [];
    for (const line of text.replace('\uFEFF', '').split(/\r?\n|\r/)) {
      const data = line.split('#')[0]!.trim();
      if (!data) continue;
      if (data.startsWith('SECTION_')) this.sections.set(data.slice('SECTION_'.length), (current = []));
      else current.push(data.split(',').map((field) => field.trim()));
    }
    this.days = Number(this.section('HORIZON')[0]![0]);
    for (const [shift, minutes, followers] of this.section('SHIFTS')) {
      this.minutes.set(shift!, Number(minutes));
      this.mayNotFollow.set(shift!, new Set(followers ? followers.split('|') : []));
    }
  }

  section(name: string): readonly Fields[] {
    return this.sections.get(name) ?? [];
  }
}

function personFaults(file: InstanceFile, fields: Fields, row: readonly string[]): string[] {
  if (row.length !== file.days) return [`${row.length} days instead of ${file.days}`];
  const unknown = row.find((shift) => shift !== '' && !file.minutes.has(shift));
  if (unknown) return [`unknown shift ${unknown}`];
  const [name, maxShifts, maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = fields;
  const faults: string[] = [];
  for (const part of maxShifts!.split('|')) {
    const [shift, most] = part.split('=');
    const times = row.filter((worked) => worked === shift).length;
    if (times > Number(most)) faults.push(`${shift} ${times} times, at most ${most}`);
  }
  const total = row.reduce((sum, shift) => sum + (file.minutes.get(shift) ?? 0), 0);
  if (total > Number(maxMinutes) || total < Number(minMinutes)) faults.push(`${total} minutes`);
  for (let day = 1; day < row.length; day++) {
    if (file.mayNotFollow.get(row[day - 1]!)?.has(row[day]!))
      faults.push(`${row[day]} after ${row[day - 1]} on ${day}`);
  }
  for (const { kind, from, to } of runsOf(row)) {
    const length = to - from;
    const cutOff = from === 0 || to === row.length;
    if (kind === 'work' && length > Number(maxRun)) faults.push(`works ${length} days from ${from}`);
    if (kind === 'work' && !cutOff && length < Number(minRun)) faults.push(`works only ${length} days from ${from}`);
    if (kind === 'off' && !cutOff && length < Number(minOff)) faults.push(`off only ${length} days from ${from}`);
  }
  let weekends = 0;
  for (let saturday = 5; saturday < row.length; saturday += 7) if (row[saturday] || row[saturday + 1]) weekends++;
  if (weekends > Number(maxWeekends)) faults.push(`${weekends} weekends`);
  for (const [person, ...days] of file.section('DAYS_OFF')) {
    if (person === name) faults.push(...days.filter((day) => row[Number(day)]).map((day) => `works on day off ${day}`));
  }
  return faults;
}

function runsOf(row: readonly string[]): { kind: 'work' | 'off'; from: number; to: number }[] {
  const runs: { kind: 'work' | 'off'; from: number; to: number }[] = [];
  row.forEach((shift, day) => {
    const kind = shift ? 'work' : 'off';
    const last = runs.at(-1);
    if (last?.kind === kind) last.to = day + 1;
    else runs.push({ kind, from: day, to: day + 1 });
  });
  return runs;
}

function costOf(file: InstanceFile, schedule: Schedule): number {
  let cost = 0;
  for (const [person, day, shift, weight] of file.section('SHIFT_ON_REQUESTS')) {
    if (schedule[person!]?.[Number(day)] !== shift) cost += Number(weight);
  }
  for (const [person, day, shift, weight] of file.section('SHIFT_OFF_REQUESTS')) {
    if (schedule[person!]?.[Number(day)] === shift) cost += Number(weight);
  }
  for (const [day, shift, need, under, over] of file.section('COVER')) {
    const there = Object.values(schedule).filter((row) => row[Number(day)] === shift).length;
    cost += there < Number(need) ? (Number(need) - there) * Number(under) : (there - Number(need)) * Number(over);
  }
  return cost;
}

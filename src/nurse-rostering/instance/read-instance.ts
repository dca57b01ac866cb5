import { done, refused, type Result } from '../../kernel/result';
import type { PersonRules, RosterProblem, ShiftKind } from '../columns/roster-problem';
import { FieldFault, Fields, rowsOf } from './fields';
import { readSections, type InstanceFault, type Row, type Sections } from './sections';

/** A public nurse-rostering instance: the problem, and the names that people and shifts have in the file. */
export interface Instance {
  readonly people: readonly string[];
  readonly shifts: readonly string[];
  readonly problem: RosterProblem;
}

const MOST_DAYS = 3660;
const SHIFT = ['ShiftID', 'Length', 'ShiftsWhichCannotFollow'];
const STAFF = [
  'ID',
  'MaxShifts',
  'MaxTotalMinutes',
  'MinTotalMinutes',
  'MaxConsecutiveShifts',
  'MinConsecutiveShifts',
  'MinConsecutiveDaysOff',
  'MaxWeekends',
];
const REQUEST = ['EmployeeID', 'Day', 'ShiftID', 'Weight'];
const COVER = ['Day', 'ShiftID', 'Requirement', 'WeightForUnder', 'WeightForOver'];

type Index = Map<string, number>;

/**
 * Reads the text format of Curtois and Qu, "Computational results on new staff scheduling benchmark instances" (2014).
 * A shift that the cover does not name on a day may be worked there at no cost.
 */
export function readInstance(text: string): Result<Instance, InstanceFault> {
  const sections = readSections(text);
  if (!sections.ok) return sections;
  try {
    return done(instanceOf(sections.value));
  } catch (error) {
    if (error instanceof FieldFault) return refused(error.fault);
    throw error;
  }
}

function instanceOf(sections: Sections): Instance {
  const days = horizon(sections);
  const shiftIndex: Index = new Map();
  const shifts = readShifts(sections, shiftIndex);
  const personIndex: Index = new Map();
  const people = readStaff(sections, shiftIndex, personIndex, days);
  readDaysOff(sections, personIndex, people, days);
  readRequests(sections, personIndex, shiftIndex, people, days);
  return {
    people: [...personIndex.keys()],
    shifts: [...shiftIndex.keys()],
    problem: { days, shifts, people, ...readCover(sections, shiftIndex, days) },
  };
}

function horizon(sections: Sections): number {
  const [first, second] = rowsOf('SECTION_HORIZON', sections.SECTION_HORIZON);
  const days = new Fields('SECTION_HORIZON', first as Row, ['Days']).whole('Days', 1, MOST_DAYS);
  if (second) throw new Fields('SECTION_HORIZON', second, second.fields).fault('Days', 'is there a second time');
  return days;
}

function readShifts(sections: Sections, index: Index): ShiftKind[] {
  const lines = rowsOf('SECTION_SHIFTS', sections.SECTION_SHIFTS).map((row) => {
    const fields = new Fields('SECTION_SHIFTS', row, SHIFT);
    index.set(fields.name('ShiftID', index), index.size);
    return fields;
  });
  return lines.map((fields) => ({
    minutes: fields.whole('Length', 1),
    blocksNextDay: fields
      .list('ShiftsWhichCannotFollow')
      .map((shift) => fields.known('ShiftsWhichCannotFollow', index, shift)),
  }));
}

type RulesInProgress = Omit<PersonRules, 'daysOff' | 'base'> & { daysOff: number[]; base: number };

function readStaff(sections: Sections, shifts: Index, index: Index, days: number): RulesInProgress[] {
  return rowsOf('SECTION_STAFF', sections.SECTION_STAFF).map((row) => {
    const fields = new Fields('SECTION_STAFF', row, STAFF);
    index.set(fields.name('ID', index), index.size);
    return {
      most: readMost(fields, shifts),
      minutes: { least: fields.whole('MinTotalMinutes'), most: fields.whole('MaxTotalMinutes') },
      run: { least: fields.whole('MinConsecutiveShifts'), most: fields.whole('MaxConsecutiveShifts') },
      leastDaysOff: fields.whole('MinConsecutiveDaysOff'),
      mostWeekends: fields.whole('MaxWeekends'),
      daysOff: [],
      wishes: new Float64Array(days * shifts.size),
      base: 0,
    };
  });
}

function readMost(fields: Fields, shifts: Index): number[] {
  const most = new Map<number, number>();
  for (const part of fields.list('MaxShifts')) {
    const [, shift, number] = /^(.*?)\s*=\s*(.*)$/.exec(part) ?? [];
    if (shift === undefined || number === undefined) throw fields.fault('MaxShifts', `"${part}" is not SHIFT=NUMBER`);
    const known = fields.known('MaxShifts', shifts, shift);
    if (most.has(known)) throw fields.fault('MaxShifts', `names ${shift} a second time`);
    most.set(known, fields.wholeOf('MaxShifts', number));
  }
  return [...shifts].map(([shift, index]) => {
    const number = most.get(index);
    if (number === undefined) throw fields.fault('MaxShifts', `does not name shift ${shift}`);
    return number;
  });
}

function readDaysOff(sections: Sections, index: Index, people: readonly RulesInProgress[], days: number): void {
  for (const row of sections.SECTION_DAYS_OFF.rows) {
    const names = row.fields.slice(1).map((_, k) => `DayIndexes ${k + 1}`);
    const fields = new Fields('SECTION_DAYS_OFF', row, ['EmployeeID', ...(names.length > 0 ? names : ['DayIndexes'])]);
    const person = people[fields.known('EmployeeID', index)];
    for (const name of names) person?.daysOff.push(fields.whole(name, 0, days - 1));
  }
}

/** A wish to work costs its weight from the start and gives it back when granted; a wish not to, the reverse. */
function readRequests(
  sections: Sections,
  index: Index,
  shifts: Index,
  people: readonly RulesInProgress[],
  days: number,
): void {
  for (const name of ['SECTION_SHIFT_ON_REQUESTS', 'SECTION_SHIFT_OFF_REQUESTS'] as const) {
    for (const row of sections[name].rows) {
      const fields = new Fields(name, row, REQUEST);
      const person = people[fields.known('EmployeeID', index)] as RulesInProgress;
      const at = fields.whole('Day', 0, days - 1) * shifts.size + fields.known('ShiftID', shifts);
      const weight = fields.whole('Weight');
      const on = name === 'SECTION_SHIFT_ON_REQUESTS';
      person.wishes[at] = (person.wishes[at] as number) + (on ? -weight : weight);
      if (on) person.base += weight;
    }
  }
}

function readCover(sections: Sections, shifts: Index, days: number): Pick<RosterProblem, 'need' | 'under' | 'over'> {
  const [need, under, over] = [0, 1, 2].map(() => new Float64Array(days * shifts.size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const seen = new Set<number>();
  for (const row of rowsOf('SECTION_COVER', sections.SECTION_COVER)) {
    const fields = new Fields('SECTION_COVER', row, COVER);
    const at = fields.whole('Day', 0, days - 1) * shifts.size + fields.known('ShiftID', shifts);
    if (seen.has(at)) throw fields.fault('ShiftID', 'is there a second time for this day');
    seen.add(at);
    need[at] = fields.whole('Requirement');
    under[at] = fields.whole('WeightForUnder');
    over[at] = fields.whole('WeightForOver');
  }
  return { need, under, over };
}

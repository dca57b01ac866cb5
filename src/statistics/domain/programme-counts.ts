import { fillDay, type Measure, type ProgrammeSpecification } from '../../programmes/domain/specification';
import { addMinutes, allMinutes, NO_MINUTES, type MinutesByOrigin } from '../../programmes/domain/service-origin';
import type { MeasureCount, ProgrammeCounts, Turnout } from './counts';

export interface CountedProgramme {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly specification: ProgrammeSpecification;
}

export interface SessionCount {
  readonly programmeId: string;
  readonly held: number;
  readonly past: number;
  readonly cancelled: number;
}

export interface MeasureSum {
  readonly programmeId: string;
  readonly measure: string;
  readonly total: number;
  readonly sessions: number;
}

export interface TurnoutCount {
  readonly programmeId: string;
  readonly state: string;
  readonly households: number;
  readonly people: number;
}

export interface ServiceCount extends MinutesByOrigin {
  readonly programmeId: string;
  readonly volunteers: number;
}

export interface CountedRows {
  readonly sessions: readonly SessionCount[];
  readonly measures: readonly MeasureSum[];
  readonly turnout: readonly TurnoutCount[];
  readonly served: readonly ServiceCount[];
}

/** Puts together what the rows say about one programme. */
export function programmeCounts(programme: CountedProgramme, rows: CountedRows): ProgrammeCounts {
  const own = <T extends { readonly programmeId: string }>(all: readonly T[]): T[] =>
    all.filter((row) => row.programmeId === programme.id);
  const [sessions] = own(rows.sessions);
  const [served] = own(rows.served);
  const minutes = served ? addMinutes(NO_MINUTES, served) : NO_MINUTES;
  const sums = own(rows.measures);
  const turnout = own(rows.turnout);
  return {
    programmeKey: programme.key,
    programmeName: programme.name,
    roundTheClock: isStaffedAlways(programme.specification),
    sessions: sessions?.held ?? 0,
    past: sessions?.past ?? 0,
    cancelled: sessions?.cancelled ?? 0,
    measures: programme.specification.measures.map((measure) => measureCount(measure, sums)),
    registered: turnoutOf(turnout),
    attended: turnoutOf(turnout.filter((row) => row.state === 'attended')),
    volunteers: served?.volunteers ?? 0,
    serviceMinutes: allMinutes(minutes),
    minutesByOrigin: minutes,
  };
}

function measureCount(measure: Measure, sums: readonly MeasureSum[]): MeasureCount {
  const found = sums.filter((row) => row.measure === measure.key);
  return {
    key: measure.key,
    name: measure.name,
    unit: measure.unit,
    published: measure.published ?? (measure.estimated ? 'about' : 'exact'),
    value: total(found, (row) => row.total),
    sessions: total(found, (row) => row.sessions),
  };
}

function turnoutOf(rows: readonly TurnoutCount[]): Turnout {
  return {
    households: rows.reduce((total, row) => total + row.households, 0),
    people: rows.reduce((total, row) => total + row.people, 0),
  };
}

/** Whether somebody serves at every hour of every day: a report says so instead of a count of sessions. */
export function isStaffedAlways({ recurrence, dayParts }: ProgrammeSpecification): boolean {
  return recurrence?.includes('FREQ=DAILY') === true && !/INTERVAL=(?!1(;|$))/.test(recurrence) && fillDay(dayParts);
}

/** Adds up programmes that several organisations run under one key; the first one's name and order stay. */
export function mergeSameProgrammes(programmes: readonly ProgrammeCounts[]): ProgrammeCounts[] {
  const merged = new Map<string, ProgrammeCounts>();
  for (const programme of programmes) {
    const before = merged.get(programme.programmeKey);
    merged.set(programme.programmeKey, before ? added(before, programme) : programme);
  }
  return [...merged.values()];
}

function added(a: ProgrammeCounts, b: ProgrammeCounts): ProgrammeCounts {
  const keys = new Set([...a.measures, ...b.measures].map((measure) => measure.key));
  return {
    ...a,
    sessions: a.sessions + b.sessions,
    past: a.past + b.past,
    cancelled: a.cancelled + b.cancelled,
    measures: [...keys].flatMap((key) => {
      const both = [...a.measures, ...b.measures].filter((measure) => measure.key === key);
      const [first] = both;
      return first ? [{ ...first, value: total(both, (m) => m.value), sessions: total(both, (m) => m.sessions) }] : [];
    }),
    registered: addedTurnout(a.registered, b.registered),
    attended: addedTurnout(a.attended, b.attended),
    // A person belongs to one organisation, so nobody is in both.
    volunteers: a.volunteers + b.volunteers,
    serviceMinutes: a.serviceMinutes + b.serviceMinutes,
    minutesByOrigin: addMinutes(a.minutesByOrigin, b.minutesByOrigin),
  };
}

const addedTurnout = (a: Turnout, b: Turnout): Turnout => ({
  households: a.households + b.households,
  people: a.people + b.people,
});

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

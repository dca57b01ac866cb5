import { fillDay, type Measure, type ProgrammeSpecification } from '../../programmes/domain/specification';
import { addMinutes, allMinutes, NO_MINUTES, type MinutesByOrigin } from '../../programmes/domain/service-origin';
import { certaintyOf, type Certainty } from './certainty';
import type { MeasureCount, OrganisationShare, Turnout } from './counts';
import type { Cover } from './cover';

export interface CountedProgramme {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly specification: ProgrammeSpecification;
}

export interface SessionCount {
  readonly programmeId: string;
  readonly held: number;
  readonly past: number;
  readonly running: number;
  readonly cancelled: number;
}

export interface MeasureSum {
  readonly programmeId: string;
  readonly measure: string;
  readonly total: number;
  readonly sessions: number;
  /** Of these sessions those that are still going on. */
  readonly running: number;
  /** Left out: as counted. */
  readonly certainty?: Certainty;
  /** For a figure of a whole period: who says so. */
  readonly source?: string;
}

export interface TurnoutCount {
  readonly programmeId: string;
  readonly state: string;
  readonly households: number;
  readonly people: number;
}

/** Different households and their people at least. `of`: the id of a programme, or its key and name, or nothing for all. */
export interface DistinctCount {
  readonly of: string;
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
  readonly distinct: readonly DistinctCount[];
  readonly served: readonly ServiceCount[];
  readonly cover: ReadonlyMap<string, Cover>;
}

/** Puts together what the rows say about one programme of one organisation. */
export function shareOf(programme: CountedProgramme, rows: CountedRows): OrganisationShare {
  const own = <T extends { readonly programmeId: string }>(all: readonly T[]): T[] =>
    all.filter((row) => row.programmeId === programme.id);
  const [sessions] = own(rows.sessions);
  const [served] = own(rows.served);
  const minutes = served ? addMinutes(NO_MINUTES, served) : NO_MINUTES;
  const sums = own(rows.measures);
  const turnout = own(rows.turnout);
  return {
    organisationId: programme.organisation.id,
    organisationName: programme.organisation.name,
    roundTheClock: isStaffedAlways(programme.specification),
    sessions: sessions?.held ?? 0,
    cover: rows.cover.get(programme.id) ?? null,
    past: sessions?.past ?? 0,
    running: sessions?.running ?? 0,
    cancelled: sessions?.cancelled ?? 0,
    measures: programme.specification.measures.map((measure) => measureCount(measure, sums, sessions?.past ?? 0)),
    registered: turnoutOf(turnout),
    attended: turnoutOf(turnout.filter((row) => row.state === 'attended')),
    distinct: turnoutOf(rows.distinct.filter(({ of }) => of === programme.id)),
    volunteers: served?.volunteers ?? 0,
    serviceMinutes: allMinutes(minutes),
    minutesByOrigin: minutes,
  };
}

function measureCount(measure: Measure, sums: readonly MeasureSum[], past: number): MeasureCount {
  const found = sums.filter((row) => row.measure === measure.key);
  return {
    key: measure.key,
    name: measure.name,
    unit: measure.unit,
    published: measure.published ?? (measure.estimated ? 'about' : 'exact'),
    value: total(found, (row) => row.total),
    sessions: total(found, (row) => row.sessions),
    ofSessions: past + total(found, (row) => row.running),
    certainty: certaintyOf(found),
    sources: [...new Set(found.flatMap(({ source }) => source ?? []))],
  };
}

function turnoutOf(rows: readonly Turnout[]): Turnout {
  return {
    households: rows.reduce((total, row) => total + row.households, 0),
    people: rows.reduce((total, row) => total + row.people, 0),
  };
}

/** Whether somebody serves at every hour of every day: a report says so instead of a count of sessions. */
export function isStaffedAlways({ recurrence, dayParts }: ProgrammeSpecification): boolean {
  return recurrence?.includes('FREQ=DAILY') === true && !/INTERVAL=(?!1(;|$))/.test(recurrence) && fillDay(dayParts);
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

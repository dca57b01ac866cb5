import { ORIGIN_WORDS, SERVICE_ORIGINS } from '../programmes/domain/service-origin';
import type { Counts, MeasureCount, ProgrammeCounts, ProgrammeFigures } from '../statistics/domain/counts';
import { coverText } from '../statistics/domain/cover';
import { occasionOf } from '../statistics/domain/paragraph';
import { CERTAINTY_WORDS, FIGURE_WORDS, restsOn } from './report-texts';

/** One figure of a programme as sheets and papers show it. Null: nobody has said it, which is no zero. */
export interface FigureRow {
  readonly programme: string;
  readonly name: string;
  readonly unit: string;
  readonly value: number | string | null;
  /** Of each organisation, in the order of the counts; what one does not have is null. */
  readonly shares: readonly (number | string | null)[];
  /** The whole is the sum of the organisations' parts. */
  readonly adds: boolean;
  /** `origin`: a part of the hours, `hours`: all of them. */
  readonly role: 'figure' | 'sessions' | 'origin' | 'hours';
  readonly certainty: MeasureCount['certainty'] | null;
  readonly kind: string;
  readonly rests: string;
  readonly source: string;
}

type Made = Partial<Omit<FigureRow, 'programme' | 'shares' | 'value'>> & {
  readonly name: string;
  readonly of: (figures: ProgrammeFigures) => number | string | null;
};

/** Every figure of every programme, in the order of the counts. */
export const figureRows = (counts: Counts): FigureRow[] =>
  counts.programmes.flatMap((programme) => madeOf(programme).map((made) => rowOf(counts, programme, made)));

function rowOf({ organisations }: Counts, programme: ProgrammeCounts, { of, ...made }: Made): FigureRow {
  const shares = organisations.map(({ id }) => {
    const share = programme.organisations.find(({ organisationId }) => organisationId === id);
    return share ? of(share) : null;
  });
  const plain = { unit: '', adds: true, role: 'figure', certainty: null, kind: '', rests: '', source: '' } as const;
  return { ...plain, ...made, programme: programme.label, value: of(programme), shares };
}

function madeOf(programme: ProgrammeCounts): Made[] {
  const { past, sessions, attended, cover } = programme;
  const unsure = past > sessions ? restsOn(sessions, past, occasionOf(programme)) : '';
  return [
    { name: FIGURE_WORDS.sessions, unit: '场', of: (f) => f.sessions, role: 'sessions', rests: unsure },
    ...programme.measures.map((measure) => ofMeasure(measure, occasionOf(programme))),
    ...(attended.households > 0 ? DOOR : []),
    ...(cover ? [{ name: FIGURE_WORDS.cover, adds: false, of: coverOf }] : []),
    { name: FIGURE_WORDS.volunteers, unit: '名', of: (f) => f.volunteers },
    ...SERVICE_ORIGINS.map((origin) => ({
      ...{ name: `${FIGURE_WORDS.hours}·${ORIGIN_WORDS[origin]}`, unit: '分钟', role: 'origin' as const },
      of: (f: ProgrammeFigures) => f.minutesByOrigin[origin],
    })),
    { name: FIGURE_WORDS.hours, unit: '分钟', of: (f) => f.serviceMinutes, role: 'hours' },
  ];
}

const coverOf = ({ cover }: ProgrammeFigures): string | null =>
  cover && cover.ofMinutes > 0 ? coverText(cover) : null;

const DOOR: readonly Made[] = [
  { name: FIGURE_WORDS.visitsOfHouseholds, unit: '户次', of: (f) => f.attended.households },
  { name: FIGURE_WORDS.visitsOfPeople, unit: '人次', of: (f) => f.attended.people },
  { name: FIGURE_WORDS.households, unit: '户', of: (f) => f.distinct.households, adds: false },
  {
    ...{ name: FIGURE_WORDS.people, unit: '人', certainty: 'at-least', kind: CERTAINTY_WORDS['at-least'], adds: false },
    of: (f) => f.distinct.people,
  },
];

function ofMeasure(measure: MeasureCount, occasion: string): Made {
  const { key, name, unit, sessions, ofSessions, certainty, sources } = measure;
  const known = isKnown(measure);
  return {
    ...{ name, unit, certainty, source: sources.join('、') },
    kind: known ? CERTAINTY_WORDS[certainty] : '',
    rests: sources.length > 0 ? '' : restsOn(sessions, ofSessions, occasion),
    of: ({ measures }) => {
      const found = measures.find((one) => one.key === key && one.unit === unit);
      return found && isKnown(found) ? found.value : null;
    },
  };
}

/** Somebody said or ticked it, or gave it for the whole time. */
export const isKnown = ({ sessions, sources }: MeasureCount): boolean => sessions > 0 || sources.length > 0;

import { lessSure } from './certainty';
import { addMinutes } from '../../programmes/domain/service-origin';
import type { MeasureCount, OrganisationShare, ProgrammeCounts, ProgrammeFigures, Turnout } from './counts';
import { addedCover } from './cover';
import type { CountedProgramme } from './programme-counts';

interface Counted {
  readonly programme: Pick<CountedProgramme, 'key' | 'name'>;
  readonly share: OrganisationShare;
}

/**
 * Adds up programmes that several organisations run under one key and one name, in the order in which they come. Those that share only
 * one of the two stay apart and are told apart by whose they are. `together`: the different households of each key and name over all
 * organisations; a household that came in two of them is one.
 */
export function mergedProgrammes(
  counted: readonly Counted[],
  together: ReadonlyMap<string, Turnout>,
): ProgrammeCounts[] {
  const same = new Map<string, Counted[]>();
  for (const one of counted) {
    const id = nameKey(one.programme);
    same.set(id, [...(same.get(id) ?? []), one]);
  }
  const merged = [...same].flatMap(([id, of]) => programmeOf(of, together.get(id) ?? NOBODY) ?? []);
  return merged.map((programme) => ({ ...programme, label: labelOf(programme, merged) }));
}

export const NOBODY: Turnout = { households: 0, people: 0 };

/** What programmes of several organisations share that are one. */
export const nameKey = ({ key, name }: Pick<CountedProgramme, 'key' | 'name'>): string => JSON.stringify([key, name]);

function programmeOf(of: readonly Counted[], { households, people }: Turnout): ProgrammeCounts | null {
  const [first, ...more] = of;
  if (!first) return null;
  const { key, name } = first.programme;
  const { organisationId: _id, organisationName: _name, ...own } = first.share;
  const figures = more.reduce<ProgrammeFigures>((sum, { share }) => added(sum, share), own);
  return {
    ...figures,
    distinct: { households, people },
    programmeKey: key,
    programmeName: name,
    label: name,
    organisations: of.map(({ share }) => share),
  };
}

/** The name alone where no other programme has it; else with the organisations that run it, or the key where those are the same. */
function labelOf(
  { programmeKey, programmeName, organisations }: ProgrammeCounts,
  all: readonly ProgrammeCounts[],
): string {
  const whose = (of: ProgrammeCounts['organisations']): string => of.map((one) => one.organisationName).join('、');
  const others = all.filter((one) => one.programmeName === programmeName && one.programmeKey !== programmeKey);
  if (others.length === 0) return programmeName;
  const apart = others.every((one) => whose(one.organisations) !== whose(organisations));
  return `${programmeName}（${apart ? whose(organisations) : programmeKey}）`;
}

function added(a: ProgrammeFigures, b: ProgrammeFigures): ProgrammeFigures {
  const minutesByOrigin = addMinutes(a.minutesByOrigin, b.minutesByOrigin);
  return {
    roundTheClock: a.roundTheClock && b.roundTheClock,
    cover: a.cover && b.cover ? addedCover(a.cover, b.cover) : (a.cover ?? b.cover),
    sessions: a.sessions + b.sessions,
    past: a.past + b.past,
    running: a.running + b.running,
    cancelled: a.cancelled + b.cancelled,
    measures: addedMeasures([...a.measures, ...b.measures]),
    registered: addedTurnout(a.registered, b.registered),
    attended: addedTurnout(a.attended, b.attended),
    // Whoever came in both is known from the rows alone.
    distinct: NOBODY,
    // A person belongs to one organisation, so nobody is in both.
    volunteers: a.volunteers + b.volunteers,
    serviceMinutes: a.serviceMinutes + b.serviceMinutes,
    minutesByOrigin,
  };
}

/** What is counted in different units stays apart. */
function addedMeasures(all: readonly MeasureCount[]): MeasureCount[] {
  const same = new Map<string, MeasureCount>();
  for (const one of all) {
    const id = JSON.stringify([one.key, one.unit]);
    const before = same.get(id);
    same.set(id, before ? addedMeasure(before, one) : one);
  }
  return [...same.values()];
}

const addedMeasure = (a: MeasureCount, b: MeasureCount): MeasureCount => ({
  ...a,
  published: a.published === 'exact' && b.published === 'exact' ? 'exact' : 'about',
  value: a.value + b.value,
  sessions: a.sessions + b.sessions,
  ofSessions: a.ofSessions + b.ofSessions,
  certainty: lessSure(a.certainty, b.certainty),
  sources: [...new Set([...a.sources, ...b.sources])],
});

const addedTurnout = (a: Turnout, b: Turnout): Turnout => ({
  households: a.households + b.households,
  people: a.people + b.people,
});

import type { Entity } from '../entities/entity';
import type { Evidence } from '../evidence/evidence';
import type { Act, Reading } from '../reading';
import { acts, matched } from './guard';

/* Figures that nobody counts and days that nobody plans: a slip of the finger stands in the statistics for ever. */

/** More than a shift or a session can hold. Listeners of a talk on the radio are as many as they are. */
const MOST: Readonly<Record<string, number>> = {
  calls: 500,
  highRisk: 100,
  families: 500,
  households: 500,
  people: 1000,
  visits: 2000,
};
const NOBODY = /半个?人|个半人|(?<![\d.:])(?:0|零|〇)(?:个?人|位|户|口|名)/;
const UNITS = '(?:通|次|例|条|户|家|口|位|名|个?(?:人|大人|小孩|孩子|电话|来电|家庭))';
/** 3.5 calls, 2.5 persons: nothing that is counted in a session comes in parts. */
const IN_PARTS = new RegExp(
  `(?:来电|电话|高危|接了?|来了?|到场?|登记|共)[:是有了]*\\d+\\.\\d+(?!\\d*万|[\\d.:/]|[号日点]|个?小时)|(?<![\\d.:/-])\\d+\\.\\d+${UNITS}|(?:\\d|[一二两三四五六七八九十])${UNITS}半(?!小时|天)`,
);
/** A party that wants a room of its own. */
const LARGEST_PARTY = 30;
const MOST_HOUSEHOLDS = 10;
/** 3个人,加外婆4个 goes on counting. */
const GOES_ON = /加|再|还有|另|和|带|是|不是|改/;
const LONGEST_LEAD = 7 * 1440;
const SHORTEST_CODE = 4;
const DAY_MS = 86_400_000;
const MONTHLY = acts('draft', 'publish');
/** A month is planned two years ahead at the most, a leave of one's own may be known earlier. */
const farMs = (act: Act): number => (MONTHLY.has(act) ? 2 : 4) * 366 * DAY_MS;
/** Acts on days ahead. */
const PLANNED = acts('claim', 'drop', 'offer', 'give', 'swap', 'take-leave', 'register', 'unregister', 'fill', 'add-session', 'change-session', 'draft', 'publish', 'act-for'); // prettier-ignore

const partyOf = (entity: Entity): number[] => (entity.kind === 'H' && entity.party !== null ? [entity.party] : []);

function ofParty({ slots }: Reading, { text, entities }: Evidence): string | null {
  const none = matched(NOBODY, text) ?? matched(IN_PARTS, text);
  if (none !== null || slots.party === 0) return none ?? '0';
  if ((slots.party ?? 0) > LARGEST_PARTY) return String(slots.party);
  if ((slots.households ?? 0) > MOST_HOUSEHOLDS) return `${String(slots.households)}户`;
  const counted = entities.filter(({ entity }) => partyOf(entity).length > 0);
  const differ = new Set(counted.flatMap(({ entity }) => partyOf(entity))).size > 1;
  const oneSession = entities.filter(({ entity }) => entity.kind === 'T').length < 2;
  return differ && oneSession && !GOES_ON.test(text) ? counted.map(({ word }) => word).join('、') : null;
}

function ofFigures(figures: Readonly<Record<string, number>>): string | null {
  for (const [measure, figure] of Object.entries(figures))
    if (figure > (MOST[measure] ?? Infinity)) return String(figure);
  const { calls, highRisk, households, people } = figures;
  if (calls !== undefined && highRisk !== undefined && highRisk > calls) return `${String(highRisk)}/${String(calls)}`;
  if (households !== undefined && people !== undefined && households > people)
    return `${String(households)}户${String(people)}人`;
  return null;
}

/** What a note for the next gives as figures. */
function inNote({ entities }: Evidence): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const { entity } of entities) if (entity.kind === 'C') figures[entity.measure] = entity.value;
  return figures;
}

/** A year that nobody plans for yet, or a month for which it is too late. */
function ofDays({ act, slots }: Reading, { wall }: Evidence): string | null {
  const first = slots.when?.[0];
  if (!first || !PLANNED.has(act)) return null;
  const last = slots.when?.at(-1) ?? first;
  const ahead = Date.parse(`${MONTHLY.has(act) ? first.from : (last.to ?? last.from)}:00Z`) - Date.parse(`${wall}:00Z`);
  const over = MONTHLY.has(act) && (slots.when ?? []).every(({ from, to }) => (to ?? from) <= wall);
  return ahead > farMs(act) || over ? first.from.slice(0, 7) : null;
}

const OF: Partial<Record<Act, (reading: Reading, evidence: Evidence) => string | null>> = {
  register: ofParty,
  report: ({ slots }, { text }) => matched(IN_PARTS, text) ?? ofFigures(slots.tally ?? {}),
  handover: (_, evidence) => matched(IN_PARTS, evidence.text) ?? ofFigures(inNote(evidence)),
  'remind-me': ({ minutes = 1, slots: { note = '' } }) => (minutes > LONGEST_LEAD || minutes <= 0 ? note : null),
  bind: ({ slots: { code } }) => (code !== undefined && code.length < SHORTEST_CODE ? code : null),
  'add-session': ({ slots: { capacity } }) => tooMany(capacity),
  'change-session': ({ slots: { capacity, capacityBy } }) => tooMany(capacity) ?? tooMany(capacityBy),
};

const tooMany = (capacity: number | null | undefined): string | null =>
  (capacity ?? 0) > (MOST.households ?? 0) ? String(capacity) : null;

/** A figure or a day that cannot be meant, as it was said, or null. */
export const implausible = (reading: Reading, evidence: Evidence): string | null =>
  OF[reading.act]?.(reading, evidence) ?? ofDays(reading, evidence);

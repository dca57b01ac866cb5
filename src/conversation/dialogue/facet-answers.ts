import { dateOf, type CivilDateTime } from '../../kernel/civil-time';
import { addDays, clockOf } from '../../kernel/civil-time';
import type { Reading, Slots, Stretch } from '../grammar/reading';
import type { Facet } from './dialogue';
import { match, type Matchable } from './matching';
import { read, type MessageContext } from './message-context';

/** A correction, and what people put around the one they mean. */
const BEFORE =
  /^(?:(?:不对|不是|错了|说错了|等等)[,，。\s]*)?(?:是|就|那|我?要|我?选|我?说的是|来|刚才|刚刚|那个|就是|还是)*/u;
const BEHIND = /(?:的)?(?:那(?:个|场|班|一个|一场|一班|位)|这个|一?个)?(?:吧|就行|就好|好了|可以|的)*[。!！~～]*$/u;
const EARLY = /^(?:最?早|最?前|靠前|前面|上面|早一?点|先)(?:面|的)?$/u;
const LATE = /^(?:最?晚|最?后|靠后|后面|下面|晚一?点|迟)(?:面|的)?$/u;
const DAY = /^(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]$/u;
/** What tells a day by its weekday alone: the Thursday that is shown, not the next one of the calendar. */
const WEEKDAY_ALONE = /(?:^|[^上下本这])(?:周|星期|礼拜)[一二三四五六日天]/u;
const DAY_SAID = /周|星期|礼拜|[号日月今明后昨节]|初[一二三四五六七八九十]/u;
const MOST_WEEKS = 6;

/** Which of the numbered answers are described by `text`, by their places; empty where it describes none. `readings`: of all of it. */
export function described(
  text: string,
  readings: readonly Reading[],
  facets: readonly Facet[],
  standing: MessageContext,
): number[] {
  const said = text.trim().replace(BEFORE, '').replace(BEHIND, '');
  if (said === '' || said.length > 24) return [];
  const word = said.replace(/\s+/gu, '');
  const named = places(
    facets,
    ({ name, words }) => (name !== undefined && isCalled(name, word)) || words?.includes(word) === true,
  );
  if (named.length > 0) return named;
  if (EARLY.test(said)) return extreme(facets, 1);
  if (LATE.test(said)) return extreme(facets, -1);
  const slots = slotsOf(said, said === text.trim() ? readings : read(said, standing));
  if (!slots) return [];
  const things = facets.map((facet, place) => ({ ...facet, place })).filter(isMatchable);
  for (let week = 0; week <= (WEEKDAY_ALONE.test(said) ? MOST_WEEKS : 0); week++) {
    const later = { ...slots, ...(slots.when ? { when: slots.when.map((stretch) => weeksLater(stretch, week)) } : {}) };
    const found = match(things, later, standing.zone).exact.map(({ place }) => place);
    if (found.length > 0) return found;
  }
  return [];
}

/** A day of the month (8号那个) that a numbered answer may also be. */
export const namesDay = (text: string): boolean => DAY.test(text.trim().replace(BEFORE, '').replace(BEHIND, ''));

type Placed = Matchable & { readonly place: number };

const isMatchable = (facet: Facet & { readonly place: number }): facet is Placed => facet.startCivil !== undefined;

const places = (facets: readonly Facet[], fits: (facet: Facet) => boolean): number[] =>
  facets.flatMap((facet, place) => (fits(facet) ? [place] : []));

const isCalled = (name: string, said: string): boolean =>
  name === said ||
  (said.length >= 2 && name.endsWith(said)) ||
  new RegExp(`^${name.slice(0, 1)}(?:姐|哥|老师|阿姨)$`).test(said) ||
  said === `姓${name.slice(0, 1)}`;

/** The one that begins first or last, where that is one. */
function extreme(facets: readonly Facet[], sign: 1 | -1): number[] {
  const starts = facets.map(({ start }) => start);
  if (starts.length < 2 || starts.some((start) => start === undefined)) return [];
  const wanted = sign === 1 ? Math.min(...starts.map(Number)) : Math.max(...starts.map(Number));
  return places(facets, ({ start }) => start === wanted);
}

/** The particulars of a text that asks for nothing and leaves nothing open. */
function slotsOf(said: string, readings: readonly Reading[]): Slots | null {
  const [reading, ...more] = readings;
  if (!reading || more.length > 0 || reading.ask !== null) return null;
  // 周周约下午那场 reads as a look at sessions and describes one just as well
  if (reading.act !== 'none' && reading.act !== 'sessions') return null;
  const { when, dayPart, programme, post, ...rest } = reading.slots;
  if (Object.keys(rest).length > 0) return null;
  // 晚上的: the hours alone, on whatever day it is listed
  const every = when && !DAY_SAID.test(said) ? 'FREQ=DAILY' : undefined;
  const slots = { when, every, dayPart, programme, post };
  return Object.values(slots).some((slot) => slot !== undefined) ? slots : null;
}

const weeksLater = ({ from, to }: Stretch, weeks: number): Stretch => ({
  from: later(from, weeks),
  to: to && later(to, weeks),
});

const later = (at: CivilDateTime, weeks: number): CivilDateTime => `${addDays(dateOf(at), 7 * weeks)}T${clockOf(at)}`;

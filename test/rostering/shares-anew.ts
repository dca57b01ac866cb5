/** The fair shares of a month, worked out from the decision's words and not from the engine's code. */

export type Family = 'shifts' | 'nights' | 'weekends' | 'holidays';
export const FAMILIES: readonly Family[] = ['shifts', 'nights', 'weekends', 'holidays'];

/** A shift as far as it is counted. */
export interface Counted {
  readonly date: string;
  readonly night: boolean;
}

export interface Sharer {
  readonly key: string;
  readonly caps: Readonly<Record<string, number>>;
  /** Of the days of the window, how many she was there, in part days as well. */
  readonly present: number;
  /** What she did in the months before, and what she has in this one. */
  readonly before: readonly Counted[];
  readonly standing: readonly Counted[];
  /** Open shifts that no rule keeps from her. */
  readonly able: readonly Counted[];
}

/** The days off of the published table of 2026 from September on. */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const WITHOUT_CAP = { shifts: 8, nights: 4 };

export function counts(family: Family, { date, night }: Counted): boolean {
  switch (family) {
    case 'shifts':
      return true;
    case 'nights':
      return night;
    case 'weekends':
      return [0, 6].includes(new Date(date).getUTCDay());
    case 'holidays':
      return HOLIDAYS.some(([from, to]) => from <= date && date <= to);
  }
}

/** By person: what would be fair in this month. `open`: one entry for each place that is to be filled. */
export function sharesAnew(people: readonly Sharer[], open: readonly Counted[]): Map<string, Record<Family, number>> {
  const shares = new Map(people.map(({ key }) => [key, { shifts: 0, nights: 0, weekends: 0, holidays: 0 }]));
  for (const family of FAMILIES) {
    const among = (list: readonly Counted[]): number => list.filter((one) => counts(family, one)).length;
    const done = people.map(({ before, standing }) => among(before) + among(standing));
    const most = people.map(({ able }, i) => (done[i] ?? 0) + among(able));
    const offer = people.map(({ caps, present }) => offered(caps, family) * present);
    const total = done.reduce((sum, one) => sum + one, among(open));
    const level = levelOf(total, offer, most);
    people.forEach(({ key, before }, i) => {
      const share = shares.get(key);
      if (share) share[family] = Math.min((offer[i] ?? 0) * level, offer[i] ? (most[i] ?? 0) : 0) - among(before);
    });
  }
  return shares;
}

function offered(caps: Readonly<Record<string, number>>, family: Family): number {
  const shifts = caps['perMonth'] ?? WITHOUT_CAP.shifts;
  return family === 'nights' ? Math.min(shifts, caps['nightsPerMonth'] ?? WITHOUT_CAP.nights) : shifts;
}

/** How much each gets for one unit that she offers, so that all together get the total: found by halving. */
function levelOf(total: number, offer: readonly number[], most: readonly number[]): number {
  const given = (level: number): number =>
    offer.reduce((sum, one, i) => sum + (one > 0 ? Math.min(one * level, most[i] ?? 0) : 0), 0);
  let [low, high] = [0, 1e9];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (given(middle) < total) low = middle;
    else high = middle;
  }
  return high;
}

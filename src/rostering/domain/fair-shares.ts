import { startOfDay } from '../../kernel/civil-time';
import { DAY } from '../../kernel/clock';
import { union, type Interval } from '../../kernel/interval';
import { FAMILIES, type Family } from '../../programmes/domain/goals';
import { NOTHING, type Counts, type MonthFacts, type MonthVolunteer } from './month-facts';

/** What somebody without a cap is taken to offer in a month. */
const SHIFTS_WITHOUT_CAP = 8;
const NIGHTS_WITHOUT_CAP = 4;

/** One person's share: what she would do in this month, standing shifts included, if all were even by its end. */
export type Shares = Record<Family, number>;

/**
 * Shares out everything done in the window and everything that this month needs, in proportion to what each offers
 * (her caps) and the part of the window in which she was there; nobody is given more than she can do (`most`, by family),
 * and what that leaves over is shared among the others. Less than nothing: she did more than her share before.
 */
export function fairShares(facts: MonthFacts, most: readonly Counts[], needed: Counts): Shares[] {
  const shares = facts.volunteers.map((): Shares => ({ ...NOTHING }));
  for (const family of FAMILIES) {
    const done = facts.volunteers.map(({ id }) => ({
      before: facts.history.get(id)?.[family] ?? 0,
      standing: facts.standing.get(id)?.[family] ?? 0,
    }));
    const total = done.reduce((sum, { before, standing }) => sum + before + standing, needed[family]);
    const people = facts.volunteers.map((volunteer, i) => ({
      weight: offered(volunteer, family) * presence(volunteer, facts),
      most: (done[i]?.before ?? 0) + (done[i]?.standing ?? 0) + (most[i]?.[family] ?? 0),
    }));
    const filled = shareOut(total, people);
    shares.forEach((share, i) => (share[family] = (filled[i] ?? 0) - (done[i]?.before ?? 0)));
  }
  return shares;
}

function offered({ caps }: MonthVolunteer, family: Family): number {
  const shifts = caps.perMonth ?? SHIFTS_WITHOUT_CAP;
  return family === 'nights' ? Math.min(shifts, caps.nightsPerMonth ?? NIGHTS_WITHOUT_CAP) : shifts;
}

/** The part of the window in which she belonged to the organisation and was not on leave. */
function presence(volunteer: MonthVolunteer, { window, zone }: MonthFacts): number {
  const joined = volunteer.joined ? startOfDay(volunteer.joined, zone) : -Infinity;
  const from = Math.max(window.from, joined);
  const away = union(volunteer.leave).reduce((sum, leave) => sum + within(leave, { from, to: window.to }), 0);
  return Math.max(0, window.to - from - away) / Math.max(DAY, window.to - window.from);
}

const within = (a: Interval, b: Interval): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** Gives `total` out by weight, nobody more than her most. */
function shareOut(total: number, people: readonly { weight: number; most: number }[]): number[] {
  const given = people.map(() => 0);
  let open = people.flatMap(({ weight }, i) => (weight > 0 ? [i] : []));
  let left = total;
  while (open.length > 0 && left > 1e-9) {
    const weights = open.reduce((sum, i) => sum + (people[i]?.weight ?? 0), 0);
    const level = left / weights;
    const full = open.filter((i) => level * (people[i]?.weight ?? 0) >= (people[i]?.most ?? 0));
    if (full.length === 0) {
      for (const i of open) given[i] = level * (people[i]?.weight ?? 0);
      break;
    }
    for (const i of full) {
      given[i] = people[i]?.most ?? 0;
      left -= given[i] ?? 0;
    }
    open = open.filter((i) => !full.includes(i));
  }
  return given;
}

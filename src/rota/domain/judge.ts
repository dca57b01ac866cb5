import { addDays, civilDateOf, startOfDay, type ZoneName } from '../../kernel/civil-time';
import { HOUR, type Instant } from '../../kernel/clock';
import { covers, gapBetween, overlaps, union, type Interval } from '../../kernel/interval';
import type { RotaRules } from '../../programmes/domain/specification';
import type { AvailabilityWindow, Volunteer } from '../../volunteers/domain/volunteer';
import { atMinuteOf, localDayOf, type LocalDay } from './local-day';
import { isHard, type CapPeriod, type Violation } from './violation';
import type { Companion, Duty, Seat } from './seat';

export interface Question {
  readonly volunteer: Volunteer;
  /** Her living duties around the seat, at least those of its month, of its week and of two days on either side. */
  readonly duties: readonly Duty[];
  readonly seat: Seat;
  readonly now: Instant;
  readonly zone: ZoneName;
  /** Assignments that this act ends, on either side of a swap: they neither clash nor fill a seat. */
  readonly without?: readonly string[];
  /** Only those who claim for themselves wait for the claim window. */
  readonly claiming?: boolean;
}

/**
 * Every rule that `volunteer` and `seat` would break together, hard ones first; an empty list means that she may serve.
 * The one home of the rota's rules: claim, cover, swap, import, draft and coordinator all ask here.
 */
export function judge(question: Question): Violation[] {
  const { q, freed } = asIfEnded(question);
  const found = [
    ...seatItself(q, freed),
    ...qualification(q),
    ...overlap(q),
    ...claimWindow(q),
    ...rest(q),
    ...caps(q),
    ...nightsInRow(q),
    ...trainee(q, question.seat.companions),
    ...leave(q),
    ...availability(q),
  ];
  if (found.length < 2) return found;
  return [...found.filter(isHard), ...found.filter((violation) => !isHard(violation))];
}

/** The question without the assignments that this act ends, and how many places of the seat they free. */
function asIfEnded(question: Question): { q: Question; freed: number } {
  if (!question.without?.length) return { q: question, freed: 0 };
  const ended = new Set(question.without);
  const { seat, duties } = question;
  const companions = seat.companions.filter((c) => !ended.has(c.assignmentId));
  const freed = seat.companions.filter((c) => c.shiftId === seat.shiftId && ended.has(c.assignmentId)).length;
  const staying = duties.filter((duty) => !ended.has(duty.assignmentId));
  return { q: { ...question, duties: staying, seat: { ...seat, companions } }, freed };
}

function seatItself({ seat, volunteer, duties, now }: Question, freed: number): Violation[] {
  if (seat.cancelled) return [{ rule: 'cancelled' }];
  // A seat that stands empty while its session runs may still be taken: somebody late is better than nobody.
  if (seat.end <= now) return [{ rule: 'past' }];
  if (!volunteer.active) return [{ rule: 'inactive' }];
  const hers = seat.companions.some((c) => c.shiftId === seat.shiftId && c.personId === volunteer.id);
  if (hers || duties.some((duty) => duty.shiftId === seat.shiftId)) return [{ rule: 'already-yours' }];
  return seat.taken - freed >= seat.seatsMax ? [{ rule: 'full' }] : [];
}

function qualification({ seat, volunteer, zone }: Question): Violation[] {
  if (seat.qualification === null) return [];
  const key = seat.qualification;
  const held = volunteer.qualifications.find((q) => q.key === key);
  if (!held) return [{ rule: 'qualification-missing', qualification: key }];
  const lastDay = localDayOf(seat.end - 1, zone).date;
  if (held.validUntil === null || lastDay <= held.validUntil) return [];
  return [{ rule: 'qualification-expired', qualification: key, validUntil: held.validUntil }];
}

function overlap({ seat, duties }: Question): Violation[] {
  const time = { from: seat.start, to: seat.end };
  const other = duties.find((d) => d.shiftId !== seat.shiftId && overlaps(time, { from: d.start, to: d.end }));
  return other ? [{ rule: 'overlap', other: { shiftId: other.shiftId, start: other.start, end: other.end } }] : [];
}

/** The instant from which `seat` may be claimed; null: at any time. */
export function claimOpens(seat: Pick<Seat, 'start' | 'rules'>, zone: ZoneName): Instant | null {
  if (seat.rules.claimOpensDays === null) return null;
  return startOfDay(addDays(civilDateOf(seat.start, zone), -seat.rules.claimOpensDays), zone);
}

function claimWindow({ seat, now, zone, claiming }: Question): Violation[] {
  const opens = claiming ? claimOpens(seat, zone) : null;
  return opens !== null && now < opens ? [{ rule: 'not-open-yet', opens }] : [];
}

/** Hours of rest that a duty asks for after its end, by its own programme's rules. */
function restAfter(duty: Pick<Duty, 'night' | 'highRisk' | 'rules'>): number {
  return Math.max(
    duty.rules.minRestHours,
    duty.night ? duty.rules.restAfterNightHours : 0,
    duty.highRisk ? duty.rules.restAfterHighRiskHours : 0,
  );
}

/** Hours that must lie between the end of one duty and the beginning of a later one. */
export function restBetween(
  earlier: Pick<Duty, 'night' | 'highRisk' | 'rules'>,
  later: { readonly rules: Pick<RotaRules, 'minRestHours'> },
): number {
  return Math.max(restAfter(earlier), later.rules.minRestHours);
}

function rest({ seat, duties }: Question): Violation[] {
  const time = { from: seat.start, to: seat.end };
  for (const duty of duties) {
    if (duty.shiftId === seat.shiftId) continue;
    const gap = gapBetween(time, { from: duty.start, to: duty.end });
    if (gap < 0) continue;
    const [earlier, later] = duty.start < seat.start ? [duty, seat] : [{ ...seat, highRisk: false }, duty];
    const neededHours = restBetween(earlier, later);
    if (gap >= neededHours * HOUR) continue;
    const other = { shiftId: duty.shiftId, start: duty.start, end: duty.end };
    return [{ rule: 'rest', neededHours, gapHours: Math.floor((gap / HOUR) * 10) / 10, other }];
  }
  return [];
}

function caps({ seat, volunteer, duties, zone }: Question): Violation[] {
  const own = localDayOf(seat.start, zone);
  const counts = { day: 0, week: 0, month: 0, nights: 0 };
  for (const duty of duties) {
    if (duty.shiftId === seat.shiftId) continue;
    const { date, monday, month } = localDayOf(duty.start, zone);
    if (date === own.date) counts.day++;
    if (monday === own.monday) counts.week++;
    if (month !== own.month) continue;
    counts.month++;
    if (duty.night) counts.nights++;
  }
  const limits: [CapPeriod, number | null | undefined, number][] = [
    ['day', volunteer.caps.perDay ?? seat.rules.maxPerDay, counts.day],
    ['week', volunteer.caps.perWeek, counts.week],
    ['month', volunteer.caps.perMonth, counts.month],
    ['nights-month', seat.night ? volunteer.caps.nightsPerMonth : null, counts.nights],
  ];
  return limits.flatMap(([period, limit, count]): Violation[] =>
    limit !== null && limit !== undefined && count + 1 > limit ? [{ rule: 'cap', period, limit }] : [],
  );
}

function nightsInRow({ seat, duties, zone }: Question): Violation[] {
  const limit = seat.rules.maxNightsInRow;
  if (!seat.night || limit === null) return [];
  const nights = new Set(duties.filter((d) => d.night).map((d) => localDayOf(d.start, zone).number));
  const day = localDayOf(seat.start, zone).number;
  let run = 1;
  for (let before = day - 1; nights.has(before); before--) run++;
  for (let after = day + 1; nights.has(after); after++) run++;
  return run > limit ? [{ rule: 'nights-in-row', limit }] : [];
}

/** `before`: who is there before this act ends anything; whom it leaves alone is asked apart. */
function trainee({ seat, volunteer }: Question, before: readonly Companion[]): Violation[] {
  if (!volunteer.trainee) return [];
  if (seat.trainee === 'never') return [{ rule: 'trainee-never' }];
  if (seat.companions.some((c) => isCompany(c) && c.personId !== volunteer.id)) return [];
  // A post that allows her may hold the last seat for somebody who keeps a trainee company who is alone already.
  const needed = seat.trainee === 'not-alone' || traineesAlone(before).length > 0;
  return needed ? [{ rule: 'trainee-alone' }] : [];
}

const isCompany = ({ trainee, away }: Companion): boolean => !trainee && away !== true;

/**
 * True when the end of the assignments in `without` (and the arrival of `arrivals`) leaves a trainee who must not be
 * alone without anybody experienced, and she was not alone before.
 */
export function traineeComesToBeAlone(
  companions: readonly Companion[],
  without: readonly string[],
  arrivals: readonly Companion[] = [],
): boolean {
  const staying = companions.filter((c) => !without.includes(c.assignmentId));
  return traineesAlone([...staying, ...arrivals]).length > 0 && traineesAlone(companions).length === 0;
}

/** Those of one session who must not be alone and are. */
export function traineesAlone<C extends Companion>(companions: readonly C[]): C[] {
  if (companions.some(isCompany)) return [];
  return companions.filter(({ trainee, policy, away }) => trainee && policy === 'not-alone' && away !== true);
}

function leave({ seat, volunteer }: Question): Violation[] {
  const away = volunteer.leave.find((l) => overlaps(l, { from: seat.start, to: seat.end }));
  return away ? [{ rule: 'on-leave', from: away.from, to: away.to }] : [];
}

function availability({ seat, volunteer, zone }: Question): Violation[] {
  if (volunteer.availability.length === 0) return [];
  const windows = windowsAround(volunteer.availability, seat, zone);
  const time = { from: seat.start, to: seat.end };
  return union(windows).some((window) => covers(window, time)) ? [] : [{ rule: 'unavailable' }];
}

/** The weekly windows as instants, on every local day that the seat touches. */
function windowsAround(weekly: readonly AvailabilityWindow[], seat: Seat, zone: ZoneName): Interval[] {
  const windows: Interval[] = [];
  for (let day = localDayOf(seat.start, zone); day.begins <= seat.end; day = dayAfter(day, zone)) {
    for (const window of weekly) {
      if (window.weekday !== day.weekday) continue;
      windows.push({ from: atMinuteOf(day, window.fromMinute, zone), to: atMinuteOf(day, window.toMinute, zone) });
    }
  }
  return windows;
}

/** No day is shorter than 22 hours or longer than 26: so long after its midnight it is the next. */
const dayAfter = ({ begins }: LocalDay, zone: ZoneName): LocalDay => localDayOf(begins + 30 * HOUR, zone);

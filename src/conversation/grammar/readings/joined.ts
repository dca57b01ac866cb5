import type { Reading, Slots } from '../reading';

/* What was said in two pieces about one thing is one request. */

const says = ({ slots }: Reading, ...names: readonly (keyof Slots)[]): boolean =>
  Object.keys(slots).sort().join() === [...names].sort().join();

const isPartyAlone = (reading: Reading): boolean => reading.act === 'register' && says(reading, 'party');
const lacksParty = ({ act, slots }: Reading): boolean =>
  act === 'register' && slots.party === undefined && Object.keys(slots).length > 0;

/** 下午六点的 before 晚班: an hour of a day, and then nothing but a shift. */
const isHourAlone = (reading: Reading): boolean =>
  says(reading, 'when') && reading.slots.when?.length === 1 && reading.slots.when[0]?.to === null;

/** Nothing but a shift, or that of the same day once more: 今晚八点 before 夜班. */
function isShiftOf(hour: Reading, reading: Reading): boolean {
  if (says(reading, 'dayPart')) return true;
  const [day, ...more] = says(reading, 'dayPart', 'when') ? (reading.slots.when ?? []) : [];
  return day !== undefined && more.length === 0 && hour.slots.when?.[0]?.from.slice(0, 10) === day.from.slice(0, 10);
}

/** The one request that two neighbours make, or null where they are two. */
function oneOf(before: Reading, reading: Reading): Reading | null {
  if (before.act !== reading.act || before.ask !== null || reading.ask !== null) return null;
  const slots = { ...before.slots, ...reading.slots };
  // 我们家四口人参加,5号下午的帮我报名: how many come and where to
  if ((isPartyAlone(before) && lacksParty(reading)) || (lacksParty(before) && isPartyAlone(reading)))
    return { ...before, slots };
  // which of the two counts, where the shift does not begin at that hour, is for whoever spoke to say
  if (isHourAlone(before) && isShiftOf(before, reading))
    return { ...before, slots: { ...slots, when: before.slots.when }, ask: { about: 'when', options: [] } };
  return null;
}

/** The readings of one text, with neighbours that are about one thing made one. */
export function joined(readings: readonly Reading[]): Reading[] {
  const kept: Reading[] = [];
  for (const reading of readings) {
    const before = kept.at(-1);
    const one = before ? oneOf(before, reading) : null;
    if (one) kept[kept.length - 1] = one;
    else kept.push(reading);
  }
  return kept;
}

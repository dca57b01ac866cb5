import type { Reading } from '../reading';

const isPartyAlone = ({ act, slots, ask }: Reading): boolean =>
  act === 'register' && ask === null && Object.keys(slots).join() === 'party';
const lacksParty = ({ act, slots, ask }: Reading): boolean =>
  act === 'register' && ask === null && slots.party === undefined && Object.keys(slots).length > 0;

/** 我们家四口人参加,5号下午的帮我报名: how many come and where to, said apart, is one sign-up and not two. */
export function asOneSignUp(readings: readonly Reading[]): Reading[] {
  const joined: Reading[] = [];
  for (const reading of readings) {
    const before = joined.at(-1);
    if (before && ((isPartyAlone(before) && lacksParty(reading)) || (lacksParty(before) && isPartyAlone(reading))))
      joined[joined.length - 1] = { ...before, slots: { ...before.slots, ...reading.slots } };
    else joined.push(reading);
  }
  return joined;
}

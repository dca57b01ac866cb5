import type { Role } from '../../../acts/domain/act-context';
import type { Act, Reading } from '../../grammar/reading';
import { WRITES } from '../../grammar/guards/guard';
import { listingFor } from '../dialogue';
import { doubtful, guarded } from '../guards';
import { carryingOut, isLook, saying, stepOf, type Plan } from '../plan';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { read, supposedOf } from '../message-context';
import { onlyComes, reply } from '../turn';
import * as sayQuestion from '../../wording/questions';

/** What somebody who serves nowhere can give up is her place at a session. */
const GIVES_UP: ReadonlySet<Act> = new Set(['drop', 'offer', 'take-leave']);
/** What only coordinators may ask for. */
export const COORDINATING: ReadonlySet<Act> = new Set<Act>([
  'add-volunteer',
  'binding-code',
  'no-show',
  'act-for', 'add-session', 'ask-again', 'cancel-session', 'restore-session', 'chain-list', 'change-session', 'close-sign-up', 'open-sign-up', 'gaps', 'unconfirmed', 'fill', 'notify', 'draft', 'publish',
  'stats', 'year-report', 'who-is-free', 'reply',
]); // prettier-ignore

/** Matters of their own: what was asked before still waits behind them. */
const ASIDE: ReadonlySet<Act> = new Set(['mail-address', 'no-mail']);

/** Something new, which leaves the open question. null: nothing in it was understood. */
export const requests: Reader = {
  read(message: ReadMessage): Plan | null {
    const { standing } = message;
    const readings = message.readings.map((reading) => forRoles(reading, standing.roles));
    const meant = readings.filter(({ act }) => act !== 'none');
    const [reading] = meant;
    const talk = meant.find(({ act }) => act === 'hotline');
    // whoever wants to talk to somebody gets the numbers, whatever else she asks
    if (talk && meant.every(({ act }) => !WRITES.has(act))) return carryingOut([stepOf(talk)]);
    if (!reading) return nothingMeant(readings[0], message);
    const asked = questionOpenTo(message)?.said !== undefined;
    const aside = ASIDE.has(reading.act) || (asked && isLook(reading.act));
    return guarded({ readings: meant, reading }, standing) ?? carryingOut([stepOf(reading)], aside);
  },
};

/** What was most likely meant by what was not understood, in private: asked, or looked at. An open question waits for its answer. */
export const suppositions: Reader = {
  read(message: ReadMessage) {
    const { heard, standing } = message;
    if (heard.kind !== 'text' || inGroup(message) || questionOpenTo(message)) return null;
    if (message.readings.some(({ act, ask }) => act !== 'none' || ask !== null)) return null;
    const reading = offeredTo(standing.roles, supposedOf(heard.text, standing), (text) => read(text, standing));
    return reading && requests.read({ ...message, readings: [reading] });
  },
};

/** What coordinators alone do is proposed to nobody else. */
function offeredTo(
  roles: readonly Role[] | undefined,
  reading: Reading | null,
  again: (text: string) => readonly Reading[],
): Reading | null {
  if (!reading || roles?.includes('coordinator') === true) return reading;
  if (reading.ask?.about !== 'act') return COORDINATING.has(reading.act) ? null : reading;
  const options = reading.ask.options.filter((option) => again(option).every(({ act }) => !COORDINATING.has(act)));
  const [first] = options;
  if (first === undefined) return null;
  const act = again(first)[0]?.act ?? reading.act;
  return { ...reading, act, ask: { about: 'act', options } };
}

function forRoles(reading: Reading, roles: readonly Role[] | undefined): Reading {
  if (asksWhoCould(reading, roles)) return { ...reading, act: 'who-is-free' };
  if (!onlyComes(roles)) return reading;
  // 12月19日也报: what a family takes is a place
  if (reading.act === 'claim') return { ...reading, act: 'register' };
  // 我们到了: a family comes to a session, never for a shift
  if (reading.act === 'arrive') return { act: 'check-in', slots: {}, ask: null };
  const givesUp = GIVES_UP.has(reading.act) || reading.absent === true;
  return givesUp ? { act: 'unregister', slots: reading.slots, ask: null } : reading;
}

/** 周三晚班谁能来, said by a coordinator who has no shifts of her own to be covered. */
function asksWhoCould({ act, slots, ask }: Reading, roles: readonly Role[] = []): boolean {
  const serves = roles.includes('volunteer') || !roles.includes('coordinator');
  return act === 'offer' && ask === null && !serves && slots.when !== undefined && slots.numbers === undefined;
}

/** A number alone asks for what the list it is from is for. */
function nothingMeant(reading: Reading | undefined, message: ReadMessage): Plan | null {
  if (!reading) return null;
  const { standing } = message;
  const { numbers } = reading.slots;
  const listing = listingFor(standing.here, [], standing.now);
  const question = questionOpenTo(message);
  if ((!question || question.unnumbered === true) && numbers && numbers.length > 0 && onlyNumbers(reading)) {
    if (listing.state === 'valid' && listing.listing.act !== 'none')
      return carryingOut([{ act: listing.listing.act, slots: { numbers }, tentative: true }]);
    if (listing.state === 'expired') return saying(reply(sayQuestion.numbersExpired()));
  }
  return doubtful({ readings: [reading], reading }, standing);
}

const onlyNumbers = ({ slots }: Reading): boolean => Object.keys(slots).every((slot) => slot === 'numbers');

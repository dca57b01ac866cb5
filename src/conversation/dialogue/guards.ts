import type { Reading } from '../grammar/reading';
import { described, optionLabel } from './describing';
import type { Step } from './dialogue';
import { carryingOut, saying, stepOf, type Plan } from './plan';
import { read, type MessageContext } from './message-context';
import { reply, withQuestion } from './turn';
import * as sayAct from '../wording/acts';
import * as sayHeld from '../wording/held';
import * as sayManners from '../wording/manners';
import * as sayQuestion from '../wording/questions';

/** What is asked for: all of it, and the first of it. */
export interface Request {
  readonly readings: readonly Reading[];
  readonly reading: Reading;
}

/** Turns an act into a question, or into a word on why nothing was done; null lets it pass. */
export type Guard = (request: Request, standing: MessageContext) => Plan | null;

/** What a request passes before it is carried out, in this order; the first that objects decides. */
export const GUARDS: readonly Guard[] = [severalAtOnce, unpublishedHoliday, doubtful, conditional];

/** Several acts in one message are listed back and wait for one 是; a part that is not certain is asked about first. */
function severalAtOnce({ readings }: Request, standing: MessageContext): Plan | null {
  if (readings.length < 2) return null;
  // what each session had is echoed by whoever takes the report, with the sessions themselves
  if (readings.every(({ act, ask }) => act === 'report' && ask === null))
    return carryingOut([{ act: 'report', slots: {}, reports: readings.map(({ slots }) => ({ slots })) }]);
  const lines = readings.map((reading) => described(reading, standing));
  const doubt = readings.some((reading) => reading.ask !== null);
  if (doubt) return saying(reply(sayQuestion.oneAtATime(lines)));
  // several assignments are held against the rules before they are asked about
  if (readings.every(({ act, slots }) => act === 'fill' && slots.person !== undefined))
    return carryingOut([{ act: 'fill', slots: {}, together: readings.map(stepOf) }]);
  return saying(withQuestion(sayQuestion.confirmFirst(lines), { options: [], yes: readings.map(stepOf) }));
}

function unpublishedHoliday({ reading }: Request): Plan | null {
  return reading.unknownYear === undefined ? null : saying(reply(sayManners.holidaysUnknown(reading.unknownYear)));
}

/** Puts the question that the reading or a guard of the grammar leaves, with what it may have meant as numbered answers. */
export function doubtful({ reading }: Request, standing: MessageContext): Plan | null {
  const { ask, held } = reading;
  if (!ask) return held ? saying(reply(sayHeld.held(held))) : null;
  if (held?.by === 'other-subject' && standing.roles?.includes('coordinator') !== true)
    return saying(reply(sayHeld.notYours(held.said, sayAct.verb(held.act))));
  const options: Step[] = [];
  const labels: string[] = [];
  for (const option of ask.options) {
    if (typeof option !== 'string') {
      options.push(stepOf({ ...reading, slots: { ...reading.slots, when: [option] } }));
      labels.push(optionLabel(option, standing));
      continue;
    }
    const [meant, ...more] = read(option, standing);
    if (!meant || more.length > 0 || meant.ask || meant.act === 'none') continue;
    options.push(stepOf(meant));
    labels.push(option);
  }
  if (options.length === 0)
    return saying(reply(held ? sayHeld.held(held) : sayQuestion.askedBack(ask.about, described(reading, standing))));
  const yes = options.length === 1 ? options : undefined;
  const text = held ? sayHeld.heldWith(held, labels) : sayQuestion.didYouMean(ask.about, labels);
  // a guess at what was meant ends with whatever is said next: a yes that comes later is to something else
  const guess = ask.about === 'act' ? { said: undefined } : {};
  return saying(withQuestion(text, { options, yes, ...guess }));
}

/** What carries a condition is never done as it stands: the condition is said back, and 是 does it without. */
function conditional({ reading }: Request, standing: MessageContext): Plan | null {
  if (reading.slots.but === undefined) return null;
  const { but, ...slots } = reading.slots;
  const bare: Reading = { ...reading, slots };
  const text = sayQuestion.withCondition(described(bare, standing), but);
  return saying(withQuestion(text, { options: [], yes: [stepOf(bare)] }));
}

/** The request past all guards. */
export function guarded(request: Request, standing: MessageContext): Plan | null {
  for (const guard of GUARDS) {
    const objection = guard(request, standing);
    if (objection) return objection;
  }
  return null;
}

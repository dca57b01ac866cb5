import type { Instant } from '../../../kernel/clock';
import type { ZoneName } from '../../../kernel/civil-time';
import type { Role } from '../../../acts/domain/act-context';
import { listingFor, openQuestion, type Dialogue, type Question, type Step } from '../dialogue';
import { readAnswer } from '../../grammar/readings/answers';
import type { Act, Context, Reading } from '../../grammar/reading';
import { understand } from '../../grammar/parse';
import { described, optionLabel } from '../describing';
import { onlyComes, said, type Outcome } from '../turn';
import * as sayManners from '../../wording/manners';
import * as sayQuestion from '../../wording/questions';

/** What a message comes to: acts to carry out, or something to say at once. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly outcome: Outcome | null;
  /** The open question stays open. */
  readonly keepsQuestion: boolean;
  /** Nothing was understood, and nothing was open that it could have been meant for. */
  readonly lost?: boolean;
}

export interface Standing {
  readonly here: Dialogue;
  readonly elsewhere: readonly Dialogue[];
  readonly now: Instant;
  readonly zone: ZoneName;
  /** What she is here decides what she is offered when she was not understood. */
  readonly roles?: readonly Role[];
  readonly vocabulary?: Context['vocabulary'];
  readonly holidays?: Context['holidays'];
}

/** Whoever only says hello may want to know what can be said. */
const GREETING = /^(?:你好|您好|嗨|哈[喽啰罗]|hello|hi|早|早上好|上午好|中午好|下午好|晚上好)[啊呀哈!！。.~～]*$/iu;

/** Whoever only thanks wants nothing more. */
const THANKS =
  /^(?:好的?|收到|嗯)?[,，。\s]*(?:谢谢|多谢|感谢|谢啦|谢了|辛苦了?|thx|thanks?)(?:你们?|您|啦|了|大家|小约|哦|啊|呀)*[!！。.~～\s]*$/iu;

/** Nothing longer is a number and nothing else. */
const LONGEST_NUMBER = 12;

const steps = (list: readonly Step[]): Plan => ({ steps: list, outcome: null, keepsQuestion: false });
const saying = (outcome: Outcome, keepsQuestion = false): Plan => ({ steps: [], outcome, keepsQuestion });

/** Reads `text` in what stands open: as the answer to the question, else as something new, which leaves the question. */
export function plan(text: string, standing: Standing, awaited: ReadonlySet<Act> = new Set()): Plan {
  const question = openQuestion(standing.here, standing.now);
  const readings = read(text, standing);
  if (question) {
    const answered = answer(text, question, readings, awaited);
    if (answered) return answered;
  }
  if (!question && THANKS.test(text)) return saying(said(sayManners.thanked()));
  if (!question && GREETING.test(text)) return steps([{ act: 'help', slots: {} }]);
  return fresh(
    readings.map((reading) => guarded(forRoles(reading, text, standing.roles), text)),
    standing,
    question !== null,
  );
}

export function read(text: string, standing: Standing): Reading[] {
  const listing = listingFor(standing.here, standing.elsewhere, standing.now);
  const { now, zone, vocabulary, holidays } = standing;
  const numbered = listing.state === 'valid' ? listing.listing.entries.length : undefined;
  const readings = understand(text, { now, zone, numbered, vocabulary, holidays });
  const [only] = readings;
  if (readings.length !== 1 || only?.act !== 'claim' || !onlyNumbers(only) || text.length > LONGEST_NUMBER)
    return readings;
  // A number alone is a claim only where shifts to claim were listed; without a list it is no act at all.
  const alone = understand(text, { now, zone, vocabulary, holidays });
  return alone[0]?.act === 'none' ? alone : readings;
}

/** These words also answer what somebody else asked or what a reminder asked for. */
const FOR_OTHERS = /同意|确认|確認/u;

/** True when `text` may answer either the open question or what others wait for. */
export function mayBeForOthers(text: string, standing: Standing): boolean {
  return FOR_OTHERS.test(text) && text.length <= LONGEST_NUMBER && openQuestion(standing.here, standing.now) !== null;
}

function answer(
  text: string,
  question: Question,
  readings: readonly Reading[],
  awaited: ReadonlySet<Act>,
): Plan | null {
  const given = readAnswer(text, question.options.length);
  const [reading] = readings;
  const forOthers = reading !== undefined && FOR_OTHERS.test(text) && awaited.has(reading.act);
  if (given.kind === 'yes' && forOthers && !awaits(question, reading.act)) {
    return { steps: [stepOf(reading)], outcome: null, keepsQuestion: true };
  }
  switch (given.kind) {
    case 'yes':
      if (question.yes) return steps(question.yes);
      return saying(said(sayQuestion.numberPlease(question.options.length)), true);
    case 'number': {
      const wanted = (given.numbers ?? []).map((n) => question.options[n - 1]);
      const known = wanted.filter((option) => option !== undefined);
      if (known.length > 0 && known.length === wanted.length) return steps(known);
      if (question.options.length === 0 && question.yes && given.numbers?.length === 1 && given.numbers[0] === 1) {
        return steps(question.yes);
      }
      return saying(said(sayQuestion.numberPlease(question.options.length)), true);
    }
    case 'all':
      if (question.all === true && question.options.length > 0) return steps(question.options);
      if (question.yes && question.options.length === 0) return steps(question.yes);
      return saying(said(sayQuestion.numberPlease(question.options.length)), true);
    case 'next':
      if (question.next) return steps([question.next]);
      return question.options.length > 1 ? saying(said(sayQuestion.numberPlease(question.options.length)), true) : null;
    case 'no':
      return question.no ? steps(question.no) : saying(said(sayManners.leftAlone()));
    case 'other':
      return null;
  }
}

const awaits = (question: Question, act: Step['act']): boolean =>
  [...(question.yes ?? []), ...question.options].some((step) => step.act === act);

function fresh(readings: readonly Reading[], standing: Standing, questionOpen: boolean): Plan {
  const meant = readings.filter((reading) => reading.act !== 'none');
  const [only] = readings;
  if (readings.length > 1 && meant.length > 1) return several(meant, standing);
  const reading = meant[0] ?? only;
  if (!reading) return saying(said(sayManners.notUnderstood([], standing.roles)), questionOpen);
  if (reading.act === 'none') return nothingMeant(reading, standing, questionOpen);
  if (reading.unknownYear !== undefined) return saying(said(sayManners.holidaysUnknown(reading.unknownYear)));
  if (reading.ask) return askBack(reading, standing);
  if (reading.slots.but !== undefined) return conditional(reading, standing);
  return steps([stepOf(reading)]);
}

/** Words that can only be meant for what somebody asked; 好的 may be said to anything. */
const PLAIN_CONSENT = /同意|愿意|我接|我换|可以接|可以换|能接|能换/u;
const PLAIN_REFUSAL = /不行|不同意|拒绝|不接|不换|不了班|接不了|来不了|去不了|不能|没空|没法|没办法/u;

/** A word that may be mere politeness answers nobody's request before it was asked what it was meant for. */
function guarded(reading: Reading, text: string): Reading & { tentative?: boolean } {
  const plain = reading.act === 'agree' ? PLAIN_CONSENT : reading.act === 'refuse' ? PLAIN_REFUSAL : null;
  return plain === null || plain.test(text) ? reading : { ...reading, tentative: true };
}

/** What somebody who serves nowhere can give up is her place at a session. */
const GIVES_UP: ReadonlySet<Act> = new Set(['drop', 'offer', 'take-leave']);
const NOT_COMING = /[来去]不了|不[来去]了|不能[来去]|没法[来去]/u;

function forRoles(reading: Reading, text: string, roles: readonly Role[] | undefined): Reading {
  if (!onlyComes(roles)) return reading;
  const givesUp = GIVES_UP.has(reading.act) || (reading.act === 'refuse' && NOT_COMING.test(text));
  return givesUp ? { act: 'unregister', slots: reading.slots, ask: null } : reading;
}

function stepOf(reading: Reading & { tentative?: boolean }, more: Partial<Step> = {}): Step {
  const { act, slots, doing, minutes, tentative } = reading;
  return {
    act,
    slots,
    ...(tentative ? { tentative } : {}),
    ...(doing ? { doing } : {}),
    ...(minutes === undefined ? {} : { minutes }),
    ...more,
  };
}

/** Several acts in one message are listed back and wait for one 是; a part that is not certain is asked about first. */
function several(readings: readonly Reading[], standing: Standing): Plan {
  const doubtful = readings.find((reading) => reading.ask !== null);
  if (doubtful) return saying(said(sayQuestion.oneAtATime(readings.map((reading) => described(reading, standing)))));
  const lines = readings.map((reading) => described(reading, standing));
  const yes = readings.map((reading) => stepOf(reading));
  return saying(withQuestion(sayQuestion.confirmFirst(lines), { options: [], yes }));
}

function askBack(reading: Reading, standing: Standing): Plan {
  const { ask } = reading;
  if (!ask) return steps([stepOf(reading)]);
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
  if (options.length === 0) return saying(said(sayQuestion.askedBack(ask.about, described(reading, standing))));
  const yes = options.length === 1 ? options : undefined;
  return saying(withQuestion(sayQuestion.didYouMean(ask.about, labels), { options, yes }));
}

/** What carries a condition is never done as it stands: the condition is said back, and 是 does it without. */
function conditional(reading: Reading, standing: Standing): Plan {
  const { but = '', ...slots } = reading.slots;
  const bare: Reading = { ...reading, slots };
  return saying(
    withQuestion(sayQuestion.withCondition(described(bare, standing), but), { options: [], yes: [stepOf(bare)] }),
  );
}

function nothingMeant(reading: Reading, standing: Standing, questionOpen: boolean): Plan {
  const { numbers } = reading.slots;
  const listing = listingFor(standing.here, [], standing.now);
  if (!questionOpen && numbers && numbers.length > 0 && onlyNumbers(reading)) {
    if (listing.state === 'valid' && listing.listing.act !== 'none') {
      return steps([{ act: listing.listing.act, slots: { numbers }, tentative: true }]);
    }
    if (listing.state === 'expired') return saying(said(sayQuestion.numbersExpired()));
  }
  if (reading.ask) return askBack(reading, standing);
  const answer = said(
    sayManners.notUnderstood(described(reading, standing).split('、').filter(Boolean), standing.roles),
  );
  return { ...saying(answer, questionOpen), lost: !questionOpen };
}

/** What somebody else believes was meant is said back and waits for 是, whatever it is. */
export function supposed(reading: Reading, standing: Standing): Outcome {
  const text = sayManners.supposed(described(reading, standing));
  return withQuestion(text, { options: [], yes: [stepOf(reading)] });
}

const onlyNumbers = (reading: Reading): boolean => Object.keys(reading.slots).every((slot) => slot === 'numbers');

function withQuestion(text: string, question: NonNullable<Outcome['question']>): Outcome {
  return said(text, { question });
}

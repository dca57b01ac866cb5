import { Injectable } from '@nestjs/common';
import { Awaiting } from '../awaiting.service';
import type { Reading } from '../../grammar/reading';
import { isPlainYes, saysAct } from '../../grammar/readings/answers';
import { listingFor, offersToPassOn, type ListEntry, type Question, type Step } from '../dialogue';
import { carryingOut, saying, stepOf, type Plan } from '../plan';
import { questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { completed } from '../slot-answers';
import { described, namesDay } from '../facet-answers';
import { reply, withQuestion } from '../turn';
import * as sayManners from '../../wording/manners';
import * as sayQuestion from '../../wording/questions';

/** The answer to the question that stands open. */
@Injectable()
export class Answers implements Reader {
  constructor(private readonly awaiting: Awaiting) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const question = questionOpenTo(message);
    if (!question || !message.answer) return null;
    if (offersToPassOn(question)) return toOffer(message, question);
    if (namesAct(message, question)) return carryingOut(question.yes ?? []);
    const particular = byParticulars(message, question);
    if (particular) return particular;
    if (message.answer.kind === 'other') return byWord(message, question);
    if (question.unnumbered === true && message.answer.kind === 'number') return byList(message, question);
    return (await this.forOthers(message, question)) ?? answered(message.answer, question);
  }

  /** 同意 and 确认 go to what others, or a reminder, wait for, unless the question is about just that. */
  private async forOthers({ answer, readings, speaker, now }: ReadMessage, question: Question): Promise<Plan | null> {
    const [reading] = readings;
    if (answer?.kind !== 'yes' || !reading?.forOthers || !speaker || asksFor(question, reading.act)) return null;
    const awaited = await this.awaiting.of(speaker, now);
    return awaited.has(reading.act) ? carryingOut([stepOf(reading)], true) : null;
  }
}

/** A command that happens to be a yes, 确认, is no yes to passing words on. */
function toOffer({ heard, answer, word }: ReadMessage, question: Question): Plan | null {
  if (answer?.kind === 'no') return answered(answer, question);
  if (heard.kind !== 'text' || !question.yes) return null;
  const plain = word?.kind === 'fine' && word.but === undefined;
  return plain || isPlainYes(heard.text) || saysAct(heard.text, 'ask-coordinator') ? carryingOut(question.yes) : null;
}

/** 发吧 to what is about to be sent. */
const namesAct = ({ heard }: ReadMessage, { yes = [], options }: Question): boolean =>
  heard.kind === 'text' && options.length === 0 && yes.length > 0 && yes.every(({ act }) => saysAct(heard.text, act));

function answered({ kind, numbers = [] }: NonNullable<ReadMessage['answer']>, question: Question): Plan | null {
  const { options, yes, all, next, no, into } = question;
  // 是 gives no reason
  if (into?.slot === 'note' && kind === 'yes' && options.length === 0)
    return saying(reply(sayQuestion.wordsPlease()), true);
  // what was missing was not said; another act may have been
  if (into && options.length === 0 && kind !== 'no') return null;
  switch (kind) {
    case 'yes':
      return yes ? carryingOut(yes) : numberPlease(question);
    case 'number': {
      const wanted = numbers.map((n) => options[n - 1]);
      const known = wanted.filter((option) => option !== undefined);
      if (known.length > 0 && known.length === wanted.length) return carryingOut(known);
      if (options.length === 0 && yes && numbers.length === 1 && numbers[0] === 1) return carryingOut(yes);
      return numberPlease(question);
    }
    case 'all':
      if (all === true && options.length > 0) return carryingOut(options);
      return yes && options.length === 0 ? carryingOut(yes) : numberPlease(question);
    case 'next':
      if (next) return carryingOut([next]);
      return options.length > 1 ? numberPlease(question) : null;
    case 'no':
      return no ? carryingOut(no) : saying(reply(sayManners.leftAlone()));
    case 'other':
      return null;
  }
}

/** A number where a list was shown since: what stands there, if that was asked about; else what the list is for, or a word. */
function byList({ answer, standing }: ReadMessage, question: Question): Plan | null {
  const known = listingFor(standing.here, [], standing.now);
  if (known.state !== 'valid') return answered(answer ?? { kind: 'other' }, question);
  const { entries, act } = known.listing;
  const named = (answer?.numbers ?? []).map((n) => entries[n - 1]);
  const meant = named.map((entry) => question.options.find(({ chosen }) => entry && isAmong(entry, chosen)));
  const options = meant.filter((step) => step !== undefined);
  if (question.into === undefined && options.length > 0 && options.length === named.length) return carryingOut(options);
  if (question.into === undefined && act !== 'none') return null;
  return saying(reply(sayQuestion.sayInFull(question.said ?? '')), true);
}

const isAmong = ({ kind, id }: ListEntry, chosen: Step['chosen'] = []): boolean =>
  chosen.some((other) => other.kind === kind && other.id === id);

/** 3也要 beside the question about 2 of a list: both are asked about together. */
function addedTo({ yes = [], options }: Question, text: string, readings: readonly Reading[]): Step | null {
  const [first] = yes;
  const [reading, ...others] = readings;
  const before = first?.slots.numbers;
  const added = reading?.slots.numbers;
  if (!first || !reading || !before || !added || options.length > 0 || others.length > 0 || !/也/u.test(text))
    return null;
  if (reading.act !== first.act && reading.act !== 'none') return null;
  return { act: first.act, slots: { ...first.slots, numbers: [...new Set([...before, ...added])] }, tentative: true };
}

/** What was missing, or the one that was described: 15号到17号, 两大一小, 周四晚上的, 早的那个, 请假. */
function byParticulars({ heard, readings, answer, standing }: ReadMessage, question: Question): Plan | null {
  if (heard.kind !== 'text' || answer?.kind === 'no') return null;
  const more = addedTo(question, heard.text, readings);
  if (more) return carryingOut([more]);
  const { into, options, facets = [], unnumbered } = question;
  const step = into && completed(heard.text, readings, into, standing);
  if (step && !(answer?.kind === 'number' && options.length > 0)) return carryingOut([step]);
  const [reading] = readings;
  // 请假 to 求替, 退班 or 请假: the answer that is called so
  const called = options.filter(({ act }) => act === reading?.act);
  if (called.length === 1 && options.length > 1 && reading && Object.keys(reading.slots).length === 0)
    return carryingOut(called);
  if (answer?.kind !== 'other' && !namesDay(heard.text)) return null;
  const chosen = described(heard.text, readings, facets, standing).flatMap((place) => options[place] ?? []);
  // 8号那个 may be the eighth of the list as well as the eighth of the month
  const numbered = (unnumbered === true ? [] : (answer?.numbers ?? [])).flatMap((n) => options[n - 1] ?? []);
  const meant = [...new Set([...chosen, ...numbered])];
  if (chosen.length === 0) return null;
  return meant.length === 1 ? carryingOut(meant) : narrowed(meant, question);
}

/** Several that were described: asked again among them alone. */
function narrowed(meant: readonly Step[], { options, facets = [], lines = [] }: Question): Plan {
  const places = meant.map((step) => options.indexOf(step));
  const shown = places.map((place) => lines[place] ?? '');
  const left = places.flatMap((place) => facets[place] ?? []);
  const question = { options: meant, all: true, facets: left, lines: shown };
  return saying({
    ...withQuestion(sayQuestion.choose(sayQuestion.whichOfThese(), shown, 0), question),
    personal: true,
  });
}

/** 要得, 没问题, 我来 to a question that takes a yes; 收到 and 再想想 leave it open. */
function byWord({ word }: ReadMessage, question: Question): Plan | null {
  if (!word || !question.yes || word.but !== undefined) return null;
  switch (word.kind) {
    case 'fine':
    case 'accept':
    case 'confirm':
    case 'commit':
      return carryingOut(question.yes);
    case 'heard':
      return numberPlease(question);
    case 'hold':
      return saying(reply(sayManners.waitsForYou()), true);
    case 'handle':
    case 'decline':
    case 'thanks':
      return null;
  }
}

const numberPlease = ({ options }: Question): Plan => saying(reply(sayQuestion.numberPlease(options.length)), true);

const asksFor = (question: Question, act: Step['act']): boolean =>
  [...(question.yes ?? []), ...question.options].some((step) => step.act === act);

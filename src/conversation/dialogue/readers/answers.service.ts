import { Injectable } from '@nestjs/common';
import { Awaiting } from '../awaiting.service';
import type { Question, Step } from '../dialogue';
import { carryingOut, saying, stepOf, type Plan } from '../plan';
import { questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { said } from '../turn';
import * as sayManners from '../../wording/manners';
import * as sayQuestion from '../../wording/questions';

/** The answer to the question that stands open. */
@Injectable()
export class Answers implements Reader {
  constructor(private readonly awaiting: Awaiting) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const question = questionOpenTo(message);
    if (!question || !message.answer) return null;
    if (message.answer.kind === 'other') return byWord(message, question);
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

function answered({ kind, numbers = [] }: NonNullable<ReadMessage['answer']>, question: Question): Plan | null {
  const { options, yes, all, next, no } = question;
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
      return no ? carryingOut(no) : saying(said(sayManners.leftAlone()));
    case 'other':
      return null;
  }
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
      return saying(said(sayManners.waitsForYou()), true);
    case 'handle':
    case 'decline':
    case 'thanks':
      return null;
  }
}

const numberPlease = ({ options }: Question): Plan => saying(said(sayQuestion.numberPlease(options.length)), true);

const asksFor = (question: Question, act: Step['act']): boolean =>
  [...(question.yes ?? []), ...question.options].some((step) => step.act === act);

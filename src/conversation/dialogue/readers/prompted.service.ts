import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../../../kernel/civil-time';
import { AnswerCall } from '../../../watching/answer-call.service';
import type { Word } from '../../grammar/readings/words';
import { contextOf } from '../act-context';
import type { Step } from '../dialogue';
import { carryingOut, saying, type Plan } from '../plan';
import { REMINDED, type Prompt } from '../prompts';
import { PromptsSaid, type Prompts } from '../prompts.service';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { replyPrivately, withQuestion, type Speaker } from '../turn';
import { answerTo, type PromptAnswer } from '../word-for-prompt';
import * as sayManners from '../../wording/manners';
import * as sayPrompt from '../../wording/prompts';
import * as sayQuestion from '../../wording/questions';
import * as sayWatching from '../../wording/watching';

/**
 * 收到, 好的老师, 会去的, 有事: a word to what the service said of itself, in private. What was said since she last spoke is
 * what she answers; a word to anything older is asked about, unless it can mean nothing else.
 */
@Injectable()
export class Prompted implements Reader {
  constructor(
    private readonly prompts: PromptsSaid,
    private readonly calls: AnswerCall,
  ) {}

  async read(read: ReadMessage): Promise<Plan | null> {
    const { word, speaker } = read;
    if (!word || !speaker || inGroup(read)) return null;
    const said = await this.prompts.to(speaker, read);
    const question = questionOpenTo(read);
    const since = question ? said.fresh.filter((prompt) => prompt.said > question.askedMs) : said.fresh;
    if (word.kind === 'confirm' && word.but === undefined) return toConfirm(since, question !== null);
    // 同意 is the word for a request: an offer that stands beside it is not agreed to
    const requests = read.readings[0]?.act === 'agree' ? since.filter(({ of }) => of === 'request') : [];
    const fresh = requests.length > 0 ? requests : since;
    const alarm = [...said.fresh, ...said.older].find(({ of }) => of === 'alarm');
    const newest = fresh[0];
    // 收到 and 我来处理 to a call, whatever question is open
    if (alarm && (newest ?? alarm) === alarm && (!question || word.kind === 'heard' || word.kind === 'handle')) {
      const plan = await this.toAlarm(word, read, speaker);
      if (plan) return plan;
    }
    if (newest) return this.toFresh(word, newest, fresh, question !== null);
    return question ? null : toOlder(word, said, read);
  }

  private async toAlarm(word: Word, { message, now }: ReadMessage, speaker: Speaker): Promise<Plan | null> {
    if (word.kind === 'thanks' || word.kind === 'confirm') return null;
    if (word.kind === 'decline' || word.kind === 'hold') return saying(replyPrivately(sayPrompt.callGoesOn()), true);
    const context = contextOf(message, speaker, now, 'call');
    const today = civilDateOf(now, speaker.scope.zone);
    const result = await this.calls.acknowledge(context);
    if (result.ok) return saying(replyPrivately(sayWatching.callAcknowledged(result.value.shift, today)), true);
    if (result.refusal.rule === 'nobody-called') return null;
    return saying(replyPrivately(sayWatching.callSettled(result.refusal.shift, result.refusal.state, today)), true);
  }

  private toFresh(word: Word, newest: Prompt, fresh: readonly Prompt[], keepsQuestion: boolean): Plan | null {
    const alike = fresh.filter(({ of, waiting }) => of === newest.of && (waiting || !newest.waiting));
    // 我来 may be meant for the shift she is reminded of, or for the one she is asked to take
    const binds = word.kind === 'confirm' || word.kind === 'commit' || word.kind === 'accept';
    const meant = binds ? fresh.filter(({ waiting, of }) => waiting && of !== 'alarm') : alike;
    const among = meant.length > 1 ? meant : [newest];
    const answers = among.flatMap((prompt) => answerTo(prompt, word) ?? []);
    const [answer] = answers;
    if (!answer) return null;
    return answers.length > 1 ? whichOf(answers) : planFor(answer, keepsQuestion);
  }
}

/** 确认 alone asks for whatever waits to be confirmed; behind a reminder it is said anew, whatever she confirmed before. */
function toConfirm(fresh: readonly Prompt[], keepsQuestion: boolean): Plan | null {
  const reminded = fresh.some(({ of, waiting }) => of === 'reminder' && waiting);
  return reminded ? carryingOut([{ act: 'confirm', slots: {}, seen: REMINDED }], keepsQuestion) : null;
}

function planFor(answer: PromptAnswer, keepsQuestion: boolean): Plan {
  switch (answer.kind) {
    case 'do':
      return carryingOut([answer.step], keepsQuestion);
    case 'ask':
      return saying({ ...withQuestion(answer.text, answer.question), personal: true });
    case 'say':
      return saying(replyPrivately(answer.text), keepsQuestion);
  }
}

/** Several things that the word may have been meant for: each by its name, and all of them at once. */
function whichOf(answers: readonly PromptAnswer[]): Plan {
  const options = answers.flatMap((answer): readonly Step[] =>
    answer.kind === 'do' ? [answer.step] : (answer.yes ?? []),
  );
  if (options.length < answers.length) return saying(replyPrivately(answers.map(({ text }) => text).join('\n')), true);
  const lines = answers.map(({ label }) => label);
  return saying({
    ...withQuestion(sayQuestion.choose(sayPrompt.whichMeant(), lines, 0), { options, all: true }),
    personal: true,
  });
}

/** A word that follows something else: done where it can mean but one thing, asked where it may have been mere politeness. */
function toOlder(word: Word, { older, told: news }: Prompts, { readings }: ReadMessage): Plan | null {
  const act = readings[0]?.act ?? 'none';
  const waiting = older.filter((prompt) => prompt.waiting && prompt.of !== 'alarm');
  const [only] = waiting;
  if (!only && news && (word.kind === 'heard' || word.kind === 'fine'))
    return saying(replyPrivately(sayManners.acknowledged()));
  if (!only || waiting.length > 1 || only.of === 'request') return null;
  const answer = answerTo(only, word);
  if (only.of === 'offer') {
    const open = act === 'none' && word.kind !== 'thanks' ? answerTo(only, { ...word, kind: 'fine' }) : null;
    if (word.kind === 'decline') return answer && planFor(answer, false);
    return open && planFor(open, false);
  }
  if (['confirm', 'commit', 'decline', 'hold'].includes(word.kind)) return answer && planFor(answer, false);
  if (answer?.kind !== 'do') return null;
  const question = { options: [], yes: [answer.step] };
  return saying({ ...withQuestion(sayQuestion.confirmFirst([answer.label]), question), personal: true });
}

import type { Word, WordKind } from '../grammar/readings/words';
import * as sayPrompt from '../wording/prompts';
import * as sayQuestion from '../wording/questions';
import * as sayWatching from '../wording/watching';
import type { Question, Step } from './dialogue';
import type { Prompt } from './prompts';

/** What a word comes to as the answer to one prompt; `label` names the act with what it is done to. */
export type PromptAnswer = { readonly label: string; readonly text: string } & (
  | { readonly kind: 'do'; readonly step: Step }
  | { readonly kind: 'ask'; readonly question: Omit<Question, 'askedMs'>; readonly yes?: readonly Step[] }
  | { readonly kind: 'say'; readonly yes?: undefined }
);

/** Words by which somebody takes a thing on, and not only has read it. */
const TAKES_ON: ReadonlySet<WordKind> = new Set(['accept', 'commit', 'handle']);

/** null: the word says nothing to such a prompt. */
export function answerTo(prompt: Prompt, word: Word): PromptAnswer | null {
  switch (prompt.of) {
    case 'reminder':
      return toReminder(prompt, word);
    case 'offer':
      return toOffer(prompt, word);
    case 'request':
      return toRequest(prompt, word);
    case 'place':
      return toPlace(prompt, word);
    case 'alarm':
      return null;
  }
}

const doing = (label: string, step: Step): PromptAnswer => ({ kind: 'do', label, text: label, step });
const telling = (text: string): PromptAnswer => ({ kind: 'say', label: text, text });
const asking = (label: string, text: string, yes: Step, no?: Step): PromptAnswer => ({
  kind: 'ask',
  label,
  text,
  yes: [yes],
  question: { options: [], yes: [yes], ...(no ? { no: [no] } : {}) },
});
const carried = ({ but }: Word): Step['slots'] => (but === undefined ? {} : { but });

function toReminder({ entry, line, waiting }: Prompt, word: Word): PromptAnswer | null {
  switch (word.kind) {
    case 'decline':
      return doing(sayPrompt.cannot(line), { act: 'refuse', slots: {}, chosen: [entry] });
    case 'hold':
      return waiting ? telling(sayPrompt.reminderWaits(line)) : telling(sayPrompt.stillYours(line));
    case 'thanks':
      return waiting ? telling(sayPrompt.thankedAndWaits(line)) : null;
    case 'handle':
      return null;
    case 'heard':
    case 'fine':
    case 'accept':
    case 'confirm':
    case 'commit':
      return doing(sayPrompt.toConfirm(line), { act: 'confirm', slots: carried(word), chosen: [entry], sure: true });
  }
}

function toOffer({ entry, line, waiting }: Prompt, word: Word): PromptAnswer | null {
  const take: Step = { act: 'agree', slots: carried(word), chosen: [entry], sure: true };
  const leave: Step = { act: 'refuse', slots: {}, chosen: [entry] };
  if (word.kind === 'thanks' || word.kind === 'confirm') return null;
  if (!waiting) return telling(sayWatching.coverGone(line));
  if (word.kind === 'hold') return telling(sayPrompt.offerWaits(line));
  if (word.kind === 'decline') return doing(sayPrompt.notToTake(line), leave);
  if (TAKES_ON.has(word.kind) && word.but === undefined) return doing(sayPrompt.toTake(line), take);
  return asking(sayPrompt.toTake(line), sayWatching.coverOrNot(line), take, leave);
}

function toRequest({ entry, line }: Prompt, word: Word): PromptAnswer | null {
  const agree: Step = { act: 'agree', slots: {}, chosen: [entry] };
  if (word.kind === 'thanks' || word.kind === 'confirm') return null;
  if (word.kind === 'hold') return telling(sayPrompt.requestWaits(line));
  if (word.kind === 'decline') return doing(sayPrompt.notToAgree(line), { act: 'refuse', slots: {}, chosen: [entry] });
  if (word.but !== undefined) return asking(sayPrompt.toAgree(line), sayQuestion.withCondition(line, word.but), agree);
  if (TAKES_ON.has(word.kind)) return doing(sayPrompt.toAgree(line), agree);
  return doing(sayPrompt.toAgree(line), { act: 'agree', slots: {}, tentative: true });
}

function toPlace({ entry, line }: Prompt, word: Word): PromptAnswer | null {
  if (word.kind === 'thanks' || word.kind === 'handle') return null;
  if (word.kind === 'decline')
    return doing(sayPrompt.placeToLeave(line), { act: 'unregister', slots: {}, chosen: [entry], tentative: true });
  return telling(word.kind === 'hold' ? sayPrompt.placeWaits(line) : sayPrompt.placeKept(line));
}

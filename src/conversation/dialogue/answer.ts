import type { Instant } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';
import * as sayManners from '../wording/manners';
import * as sayQuestion from '../wording/questions';
import { LIST_LIFE, QUESTION_LIFE, offersToPassOn, type Dialogue } from './dialogue';
import type { DialoguePlace } from './dialogues.repository';
import { placesOf } from './places';
import { followed } from './asking';
import { inGroup, questionOpenTo, type ReadMessage } from './reader';
import { reply, type CommandAnswer } from './turn';

/** What a message is answered, and what stands open afterwards. */
export interface Answer {
  readonly replies: readonly Reply[];
  /** Goes to the private chat although it was asked in a group. */
  readonly aside?: readonly Reply[];
  readonly dialogues: readonly { place: DialoguePlace; dialogue: Dialogue }[];
  /** Kept nowhere. */
  readonly secret: boolean;
}

/** The outcome as it is said where the message was said; what concerns the person alone goes from a group to the private chat. */
export function answerOf(read: ReadMessage, outcome: CommandAnswer, keepsQuestion: boolean): Answer {
  const { message, speaker, standing, now } = read;
  const secret = outcome.secret === true;
  if (!speaker) return { replies: outcome.replies, dialogues: [], secret };
  const { here } = standing;
  const places = placesOf(message, speaker);
  const withoutQuestion = { ...here, question: null, questionUntilMs: 0 };
  const keeps = keepsQuestion && !(here.question && offersToPassOn(here.question));
  if (!inGroup(read) || outcome.personal !== true) {
    const after = open(keeps ? here : withoutQuestion, outcome, now);
    const replies = inGroup(read) ? oneMessage(outcome.replies) : outcome.replies;
    return { replies, dialogues: same(here, after) ? [] : [{ place: places.here, dialogue: after }], secret };
  }
  return {
    replies: reply(sayManners.answeredPrivately(speaker.name)).replies,
    aside: outcome.replies,
    dialogues: [
      ...(same(here, withoutQuestion) ? [] : [{ place: places.here, dialogue: withoutQuestion }]),
      { place: places.private, dialogue: open(read.privately, outcome, now) },
    ],
    secret: false,
  };
}

function open(dialogue: Dialogue, outcome: CommandAnswer, now: Instant): Dialogue {
  const listed = outcome.listing ? { listing: outcome.listing, listingUntilMs: now + LIST_LIFE } : {};
  if (outcome.question) {
    const question = { said: putAs(outcome), ...outcome.question, askedMs: now };
    return { ...dialogue, ...listed, question, questionUntilMs: now + QUESTION_LIFE };
  }
  const question =
    outcome.listing && dialogue.question ? { ...dialogue.question, unnumbered: true } : dialogue.question;
  return { ...dialogue, ...listed, question };
}

/** The question as it was put; an offer to pass words on is not worth being said again. */
function putAs({ question, replies }: CommandAnswer): string | undefined {
  if (question && offersToPassOn({ ...question, askedMs: 0 })) return undefined;
  const last = replies.findLast((one) => 'text' in one);
  return last && 'text' in last ? last.text.split('\n')[0] : undefined;
}

/** What an act in between is answered, with the question that still waits behind it said again. */
export function stillAsking(read: ReadMessage, outcome: CommandAnswer): CommandAnswer {
  const question = questionOpenTo(read);
  if (question?.said === undefined || outcome.question) return outcome;
  const numbers = question.options.length > 1 && (outcome.listing !== undefined || question.unnumbered === true);
  return followed(outcome, sayQuestion.stillWaits(question.said, numbers));
}

const same = (a: Dialogue, b: Dialogue): boolean => a.listing === b.listing && a.question === b.question;

/** In a group all that is said comes in one message; files stay their own. */
function oneMessage(replies: readonly Reply[]): readonly Reply[] {
  const texts = replies.flatMap((reply) => ('text' in reply ? [reply.text] : []));
  const rest = replies.filter((reply) => !('text' in reply));
  return texts.length > 1 ? [...reply(texts.join('\n')).replies, ...rest] : replies;
}

import { stillAsking } from '../answer';
import { described } from '../describing';
import { offersToPassOn, tellsOthers } from '../dialogue';
import { carryingOut, inPassing, saying } from '../plan';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { factsOf, type MessageContext } from '../message-context';
import { reply, withQuestion } from '../turn';
import * as sayAnswers from '../../wording/answers';
import * as sayManners from '../../wording/manners';

/** Whoever sends too fast is told once and then left without an answer. */
export const tooFast: Reader = {
  read({ pace }) {
    if (pace === 'pass') return null;
    return inPassing(pace === 'warn' ? reply(sayManners.slower()) : { replies: [] });
  },
};

/** What holds nothing that can be read. */
export const unreadable: Reader = {
  read({ heard }) {
    switch (heard.kind) {
      case 'attachment':
        return inPassing(reply(sayManners.textOnly()));
      case 'too-long':
        return inPassing(reply(sayManners.tooLong()));
      case 'wordless':
        return inPassing(reply(sayManners.wordless()));
      case 'silence':
        return inPassing({ replies: [] });
      case 'text':
      case 'too-fast':
        return null;
    }
  },
};

/** 谢谢 and 你好, where no question is open that they may belong to. */
export const courtesies: Reader = {
  read(message) {
    const courtesy = message.readings[0]?.courtesy;
    const question = questionOpenTo(message);
    if (question) return courtesy === 'thanks' ? saying(stillAsking(message, reply(sayManners.thanked())), true) : null;
    if (courtesy === 'thanks') return saying(reply(sayManners.thanked()));
    return courtesy === 'greeting' ? carryingOut([{ act: 'help', slots: {} }]) : null;
  },
};

/** The last of all: says what was understood of it, and what can be said, about that where there is any. */
export const notUnderstood: Reader = {
  read(message) {
    const { heard, readings, standing } = message;
    const [reading] = readings;
    const parts = reading ? described(reading, standing).split('、').filter(Boolean) : [];
    const named = heard.kind === 'text' && reading?.held === undefined ? namedIn(heard.text, standing) : NOBODY;
    const understood = parts.length > 0 ? parts : [named.day, named.person].filter((word) => word !== null);
    const text = sayManners.notUnderstood(understood, standing.roles, named);
    if (mayPassOn(message))
      return saying(
        withQuestion(sayAnswers.offerToPassOn(text), {
          options: [],
          yes: [{ act: 'ask-coordinator', slots: { note: message.message.text.trim() } }],
        }),
      );
    const open = questionOpenTo(message);
    // what was said may be why it must not be sent any more
    if (open && tellsOthers(open)) return saying(reply(`${text}\n${sayManners.putAside(open.said ?? '')}`));
    return saying(reply(text), open !== null);
  },
};

/** Shorter than this nothing is asked. */
const FEWEST = 4;

/** Words of somebody who may want them to reach a coordinator: in private, while nothing else waits, and of no coordinator herself. */
function mayPassOn(message: ReadMessage): boolean {
  const { speaker, heard, readings } = message;
  if (!speaker || heard.kind !== 'text' || inGroup(message)) return false;
  const open = questionOpenTo(message);
  // the offer before this one is about other words: a yes is meant for these
  if (open && !offersToPassOn(open)) return false;
  if (speaker.roles.includes('coordinator') || readings.some(({ held, bare }) => held !== undefined || bare === true))
    return false;
  return (heard.text.match(/\p{Script=Han}/gu) ?? []).length >= FEWEST;
}

const NOBODY: sayManners.Named = { day: null, person: null };

function namedIn(text: string, standing: MessageContext): sayManners.Named {
  const facts = factsOf(text, standing);
  const day = facts.find(({ entity }) => entity.kind === 'T');
  const person = facts.find(({ entity }) => entity.kind === 'P');
  return { day: day?.word ?? null, person: person?.word ?? null };
}

import { ownWords } from '../../grammar/text/quoted-reply';
import { carryingOut } from '../plan';
import { inGroup, type Reader } from '../reader';
import { QUOTED_QUESTION } from '../../wording/answers';

/** A coordinator quotes a question that was passed on: what she says to it is the answer. */
export const quotedQuestions: Reader = {
  read(message) {
    const { text } = message.message;
    if (inGroup(message) || message.speaker?.roles.includes('coordinator') !== true) return null;
    const own = ownWords(text).trim();
    const quoted = own === text.trim() ? '' : text.slice(0, text.length - own.length);
    const number = QUOTED_QUESTION.exec(quoted)?.[1];
    if (number === undefined || own === '') return null;
    return carryingOut([{ act: 'reply', slots: { numbers: [Number(number)], note: own } }]);
  },
};

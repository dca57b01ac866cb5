import type { InboundMessage } from '../../messaging/channel';
import { chainText } from '../grammar/text/chain-list';
import { ownWords } from '../grammar/text/quoted-reply';
import { crisisIn, type Crisis } from '../grammar/crisis/hear-crisis';
import { isExactCommand } from '../grammar/parse';

/** The longest message that is read; a pasted list of names may be longer. */
export const TEXT_MAX = 500;
export const CHAIN_MAX = 8000;
/** As much of a longer message as is searched for words that sound like a danger to life. */
const ALARM_MAX = 4000;

export type Heard =
  /** Nothing that the bot answers. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'attachment' }
  | { readonly kind: 'too-long'; readonly crisis: Crisis | null }
  /** It came too fast to be read. */
  | { readonly kind: 'too-fast'; readonly crisis: Crisis | null }
  | { readonly kind: 'wordless' }
  | { readonly kind: 'text'; readonly text: string };

/** As much of one that came too fast. */
const HURRIED_ALARM_MAX = 500;
/** No command in a group that mentions nobody is longer, the message that it quotes included. */
const OVERHEARD_MAX = 1000;

/** Something that can be read: words, figures, or a sign that says yes or thanks. */
const WORDS = /[\p{L}\p{N}+#①-⑩\u{1F44C}\u{1F197}\u{1F44D}\u{1F64F}\u{1F4AA}\u{1F91D}\u{2705}]/u;
// Control characters carry no meaning in a chat; a tab or a line break only separates.
// eslint-disable-next-line no-control-regex -- these are exactly the characters to be removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/** Decides what of a message is read at all. In a group only a mention or an exact command is for the bot. */
export function hear(message: InboundMessage): Heard {
  if (isOverheard(message) && message.text.length > OVERHEARD_MAX) return { kind: 'silence' };
  const own = ownWords(message.text);
  const quotes = own !== message.text && crisisIn(message.text.slice(0, ALARM_MAX)) === null;
  return hearWords(quotes ? { ...message, text: own } : message);
}

/** What is heard of a message that came too fast: whether a life is in danger, in a bounded part of it. */
export function hearDanger({ text }: InboundMessage): Heard {
  return { kind: 'too-fast', crisis: crisisIn(text.slice(0, HURRIED_ALARM_MAX)) };
}

/** Whether it was said in a group to nobody: whoever says so may still mean the bot, by a command and nothing else. */
export const isOverheard = ({ conversation, mentioned }: InboundMessage): boolean =>
  conversation.kind === 'group' && !mentioned;

function hearWords(message: InboundMessage): Heard {
  const inGroup = message.conversation.kind === 'group';
  if (message.attachment !== undefined && message.text.trim() === '') {
    return inGroup ? { kind: 'silence' } : { kind: 'attachment' };
  }
  const chain = chainText(message.text);
  // In a group people pass a 接龙 around among themselves.
  if (chain !== null && inGroup && !message.mentioned) return { kind: 'silence' };
  if (message.text.length > (chain === null ? TEXT_MAX : CHAIN_MAX)) {
    if (inGroup && !message.mentioned) return { kind: 'silence' };
    return { kind: 'too-long', crisis: crisisIn(message.text.slice(0, ALARM_MAX)) };
  }
  const text = (chain ?? message.text).toWellFormed().replace(CONTROL, '').trim();
  if (inGroup && !message.mentioned && !isExactCommand(text)) return { kind: 'silence' };
  return WORDS.test(text) ? { kind: 'text', text } : { kind: 'wordless' };
}

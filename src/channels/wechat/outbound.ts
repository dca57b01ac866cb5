import { FileBox } from 'file-box';
import type { Contact, Room, Wechaty } from 'wechaty';
import type { Reply, SendResult } from '../../messaging/channel';
import { cardAsText } from '../card-text';
import { TooSlow, within } from './deadline';
import { isConnectionLost } from './wechat-connection';

const SEND_MS = 20_000;

/** Hands one message to WeChat. Never throws; see SendResult for what each failure means. */
export async function sayTo(target: Contact | Room, message: Reply, mention?: Contact): Promise<SendResult> {
  try {
    await within(SEND_MS, 'sending', handOver(target, message, mention));
    return { state: 'sent' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The gateway may have taken it before the connection broke or the answer stayed away.
    if (error instanceof TooSlow || isConnectionLost(error)) return { state: 'unknown', reason };
    return { state: 'retry', reason };
  }
}

async function handOver(target: Contact | Room, message: Reply, mention?: Contact): Promise<void> {
  if ('file' in message) {
    await target.say(FileBox.fromBase64(message.file.base64, message.file.name));
    return;
  }
  const text = 'text' in message ? message.text : cardAsText(message.card);
  if (mention && 'topic' in target) await target.say(text, mention);
  else await target.say(text);
}

/** The contact with that id, or undefined when WeChat does not know it. */
export async function contactOf(bot: Wechaty, id: string): Promise<Contact | undefined> {
  return bot.Contact.find({ id });
}

export async function roomOf(bot: Wechaty, id: string): Promise<Room | undefined> {
  return bot.Room.find({ id });
}

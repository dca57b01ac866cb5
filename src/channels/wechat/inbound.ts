import { types, type Message, type Wechaty } from 'wechaty';
import type { Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import { chainText } from '../../conversation/grammar/text/chain-list';
import { withoutMention } from '../mention';

export const WECHAT = 'wechat';

/** What a WeChat message says to the service; null when it says nothing: the bot's own words, notices of the system. */
export async function inboundOf(bot: Wechaty, message: Message, now: Instant): Promise<InboundMessage | null> {
  if (message.self()) return null;
  const content = contentOf(message);
  if (!content) return null;
  const room = message.room();
  const said = room ? await calledIn(bot, message, content.text) : { mentioned: false, text: content.text };
  return {
    channel: WECHAT,
    externalId: message.talker().id,
    conversation: room ? { kind: 'group', id: room.id } : { kind: 'private', id: message.talker().id },
    text: said.text,
    mentioned: said.mentioned,
    messageId: message.id,
    at: now,
    ...(content.attachment ? { attachment: content.attachment } : {}),
  };
}

/** Typed by hand, a call carries no ids, and several puppets give none at all: the text decides as well. */
async function calledIn(bot: Wechaty, message: Message, text: string): Promise<{ mentioned: boolean; text: string }> {
  const room = message.room();
  const alias = room ? await room.alias(bot.currentUser) : undefined;
  const called = withoutMention(text, [bot.currentUser.name(), alias ?? '']);
  return { mentioned: called.mentioned || (await message.mentionSelf()), text: called.text };
}

interface Content {
  readonly text: string;
  readonly attachment?: string;
}

function contentOf(message: Message): Content | null {
  const type = message.type();
  const kinds = types.Message;
  switch (type) {
    case kinds.Text:
      return { text: message.text() };
    case kinds.Audio:
      return { text: '', attachment: 'voice' };
    case kinds.Image:
      return { text: '', attachment: 'image' };
    case kinds.Video:
      return { text: '', attachment: 'video' };
    case kinds.Emoticon:
      return { text: '', attachment: 'sticker' };
    case kinds.Attachment:
    case kinds.Contact:
    case kinds.Location:
    case kinds.MiniProgram:
      return { text: '', attachment: 'file' };
    default: {
      const list = chainText(message.text());
      return list ? { text: list } : null;
    }
  }
}

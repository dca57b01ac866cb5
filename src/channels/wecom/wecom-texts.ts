import type { Reply } from '../../messaging/channel';
import { cardAsText } from '../card-text';
import { withoutLinks } from '../callback/without-links';

/** A message as an app of WeCom shows it; a text is also seen in the WeChat plug-in, where cards are not. */
export function textOf(reply: Reply): string {
  if ('text' in reply) return withoutLinks(reply.text);
  if ('card' in reply) return withoutLinks(cardAsText(reply.card));
  return `（文件「${withoutLinks(reply.file.name)}」在企业微信里发不了；要收文件，请回复：邮箱 你的邮箱地址）`;
}

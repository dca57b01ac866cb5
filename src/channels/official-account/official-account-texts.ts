import type { Reply } from '../../messaging/channel';
import { withoutLinks } from '../callback/without-links';
import { cardAsText } from '../card-text';

/** A message as an official account can show it, which has neither buttons nor files. */
export function textOf(reply: Reply): string {
  if ('text' in reply) return withoutLinks(reply.text);
  if ('card' in reply) {
    const { card } = reply;
    return cardAsText({ ...card, title: withoutLinks(card.title), text: withoutLinks(card.text) }, tap);
  }
  return `（文件「${withoutLinks(reply.file.name)}」在公众号里发不了；要收文件，请回复：邮箱 你的邮箱地址）`;
}

/** WeChat sends the words as hers when she taps the link; where it does not, she can type them. */
function tap({ label, say }: { readonly label: string; readonly say: string }, index: number): string {
  const link = `weixin://bizmsgmenu?msgmenucontent=${say.replace(/[<>"&]/gu, '')}&msgmenuid=${String(index + 1)}`;
  return `${withoutLinks(label)}：回复“<a href="${link}">${withoutLinks(say)}</a>”`;
}

/** Said by an account that may not write by itself, when an answer takes too long. */
export const stillWorking = (): string => '还在办，这里等不及了。请过一分钟回复：我的班，看看办成没有。';

/** Ends an answer that is cut off, for an account that can send no second one. */
export const tooLong = (): string => '\n…（太长了，公众号里发不全）';

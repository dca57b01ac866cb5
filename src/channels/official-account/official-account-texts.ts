import type { Card, Reply } from '../../messaging/channel';

/** A message as an official account can show it, which has neither buttons nor files. */
export function textOf(reply: Reply): string {
  if ('text' in reply) return shown(reply.text);
  if ('card' in reply) return cardText(reply.card);
  return `（文件「${shown(reply.file.name)}」在公众号里发不了；要收文件，请回复：邮箱 你的邮箱地址）`;
}

function cardText({ title, text, url, actions = [] }: Card): string {
  const lines = [shown(title), shown(text), ...(url ? [url] : []), ...actions.map(tap)];
  return lines.filter((line) => line !== '').join('\n');
}

/** WeChat sends the words as hers when she taps the link; where it does not, she can type them. */
function tap({ label, say }: { readonly label: string; readonly say: string }, index: number): string {
  const link = `weixin://bizmsgmenu?msgmenucontent=${say.replace(/[<>"&]/gu, '')}&msgmenuid=${String(index + 1)}`;
  return `${shown(label)}：回复“<a href="${link}">${shown(say)}</a>”`;
}

/** WeChat makes links of `<a …>` in a text; what somebody typed must not become one. */
const shown = (text: string): string => text.replace(/<(?=\s*\/?\s*[a-z!])/giu, '＜');

/** Said by an account that may not write by itself, when an answer takes too long. */
export const stillWorking = (): string => '还在办，这里等不及了。请过一分钟回复：我的班，看看办成没有。';

/** Ends an answer that is cut off, for an account that can send no second one. */
export const tooLong = (): string => '\n…（太长了，公众号里发不全）';

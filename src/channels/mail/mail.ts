import type { FileAttachment, Reply } from '../../messaging/channel';
import { escapedHtml } from '../../kernel/html';

/** A mail as it is to be handed over. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
  /** The calendar part (RFC 6047); `method` is the one in its text. */
  readonly invitation?: { readonly method: string; readonly content: Buffer };
}

interface Link {
  readonly label: string;
  readonly url: string;
}

const SUBJECT = 60;

/** A message of the service as a mail: an invitation when it is one, else its words with whatever comes along attached. */
export function mailOf(to: string, message: Reply): Mail {
  if ('text' in message) return worded(to, subjectOf(message.text), message.text, []);
  if ('card' in message) {
    const { title, text, url, actions = [] } = message.card;
    const says = actions.map(({ label, say }) => `${label}：对小约说“${say}”`);
    return worded(to, title, [text, ...says].join('\n'), url === undefined ? [] : [{ label: title, url }]);
  }
  const { file, letter } = message;
  const mail = worded(to, letter?.subject ?? file.name, letter?.text ?? file.name, letter?.links ?? []);
  const content = Buffer.from(file.base64, 'base64');
  const method = /^text\/calendar;.*\bmethod=(\w+)/i.exec(file.type)?.[1];
  return method ? { ...mail, invitation: { method, content } } : { ...mail, attachments: [attached(file, content)] };
}

const attached = ({ name, type }: FileAttachment, content: Buffer) => ({ name, type, content });

function worded(to: string, subject: string, words: string, links: readonly Link[]): Mail {
  const text = [words, ...links.map(({ label, url }) => `${label}：\n${url}`)].join('\n\n');
  const paragraphs = words.split('\n').map((line) => `<p>${escapedHtml(line)}</p>`);
  const anchors = links.map(({ label, url }) => `<p><a href="${escapedHtml(url)}">${escapedHtml(label)}</a></p>`);
  const html = `<!doctype html><html lang="zh-CN"><body>${[...paragraphs, ...anchors].join('')}</body></html>`;
  return { to, subject: subject.replaceAll(/\s+/g, ' ').trim(), text, html, attachments: [] };
}

/** The first line of what is said. */
function subjectOf(text: string): string {
  const [first = ''] = text.trim().split('\n');
  return first.length > SUBJECT ? `${first.slice(0, SUBJECT - 1)}…` : first;
}

/** The line that WeChat puts between what is quoted and what is said to it. */
const RULE = /\n[ \t]*(?:[-—–─―－][ \t]*){5,}\r?\n/gu;
/** 「王芳：…」 or 王芳：…: who is quoted, and what she said. */
const QUOTED = /^\s*[「『“"]?[^\n:：]{1,40}[:：]/u;

/** What somebody says herself: the words behind the message that she quotes, or everything where she quotes none. */
export function ownWords(text: string): string {
  if (!text.includes('\n') || !QUOTED.test(text)) return text;
  const rules = [...text.matchAll(RULE)];
  const last = rules[rules.length - 1];
  if (!last) return text;
  const own = text.slice(last.index + last[0].length).trim();
  return own === '' ? text : own;
}

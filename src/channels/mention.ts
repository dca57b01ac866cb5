export interface Addressed {
  readonly mentioned: boolean;
  readonly text: string;
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/**
 * Whether a group text calls one of `names`, and the text without the call. It works on the text as it arrived: the
 * thin space U+2005 that WeChat puts behind a name is gone once a text has been normalised.
 */
export function withoutMention(text: string, names: readonly string[]): Addressed {
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return { mentioned: false, text };
  const call = new RegExp(`[@＠](?:${known.map(escaped).join('|')})[\\u2005\\u00a0 ]?`, 'gu');
  const rest = text.replace(call, '');
  return { mentioned: rest !== text, text: rest.trim() };
}

import { Marked } from 'marked';
import families from '../../../docs/guide/card-families.zh-CN.md?raw';
import volunteers from '../../../docs/guide/card-volunteers.zh-CN.md?raw';
import coordinators from '../../../docs/guide/coordinators.zh-CN.md?raw';

/** A part of the coordinators' guide; its key is the page of the console that it is about, if there is one. */
export interface GuidePart {
  readonly key: string;
  readonly title: string;
  readonly html: string;
}

const KEYS: Readonly<Record<string, string>> = {
  第一周: 'first-week',
  今日: 'today',
  班表: 'rota',
  活动: 'activities',
  志愿者: 'people',
  消息: 'messages',
  操作记录: 'audit',
  设置: 'settings',
  统计: 'counts',
  出了问题: 'trouble',
};

/** The addresses under which the build gives out the pictures of the guide. */
const PICTURES = import.meta.glob<string>('../../../docs/screens/{today,rota,activity,people}-desktop.png', {
  eager: true,
  query: '?url',
  import: 'default',
});

const reader = new Marked({
  walkTokens(token) {
    if (token.type === 'image') token.href = PICTURES[`../../../docs/${String(token.href).replace('../', '')}`];
  },
});
const htmlOf = (text: string): string => reader.parse(text, { async: false });

/** The guide by its parts, in its order. */
export const guide: readonly GuidePart[] = coordinators
  .split(/^## /mu)
  .slice(1)
  .map((part) => {
    const end = part.indexOf('\n');
    const title = part.slice(0, end).trim();
    return { key: KEYS[title] ?? title, title, html: htmlOf(part.slice(end)) };
  });

/** What is said to the bot, one sheet for each kind of people. */
export const CARDS = { volunteers: htmlOf(volunteers), families: htmlOf(families) } as const;
export type CardFor = keyof typeof CARDS;

import { isNoName, nameAt } from '../entities/people';
import type { Skeleton } from '../entities/skeleton';
import { typed, type Normal } from '../text/normalise';

/** 把15号早班的王敏换成莫红梅, 王敏15号早班改成莫红梅: who had the shift may be a name that only this place tells. */
const SHIFT = '(?<shift>T[TO的班]*?)';
const BEHIND = '(?:换成|改成|改由|改为|换为)P(?:来|去|值|上|顶|吧|了|[。!~])*$';
const WHO = '(?<who>P|[\\p{Script=Han}·]{2,4}?)';
const BEFORE = '^(?:请|麻烦|帮我|我想|我要|想)*(?:把|将|由)?';
const REPLACED = [
  new RegExp(`${BEFORE}${SHIFT}的?由?${WHO}(?:的班?)?${BEHIND}`, 'u'),
  new RegExp(`${BEFORE}${WHO}的?${SHIFT}(?:的班?|班)?${BEHIND}`, 'u'),
];

export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** The shift, in the words in which it was said. */
  readonly shift: string;
}

/** Whose shift goes to whom, where somebody else's is meant, or null. */
export function replacementIn(normal: Normal, { text, places, entities }: Skeleton): Replacement | null {
  if (!text.includes('P')) return null;
  const said = (at: number, length: number): string => typed(normal, places[at] ?? 0, places[at + length] ?? 0);
  for (const pattern of REPLACED) {
    const { who = '', shift = '' } = pattern.exec(text)?.groups ?? {};
    const to = entities.get(text.lastIndexOf('P'));
    if (who === '' || to?.kind !== 'P') continue;
    const at = text.indexOf(who);
    const named = entities.get(at);
    const from = named?.kind === 'P' ? named.name : who;
    const isName = !isNoName(from, 0) && nameAt(from, 0, () => false)?.length === from.length;
    if (named?.kind === 'P' || isName) return { from, to: to.name, shift: said(text.indexOf(shift), shift.length) };
  }
  return null;
}

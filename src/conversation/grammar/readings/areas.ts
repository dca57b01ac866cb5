import type { Act } from '../reading';

/** Whose counts are wanted: of the organisation alone, of all below it, or of the one that is named. */
export type Area = 'own' | 'all' | (string & {});

/** The acts that are about an area. */
export const COUNTS_AN_AREA: ReadonlySet<Act> = new Set<Act>(['stats', 'year-report']);

const COUNTS = /统计|年报|月报|季报|报表|汇总|数据/;
const OWN =
  /(?:仅|只|只看|只算|就看)?(?:市|县|区|省)?本级(?:的)?|不(?:含|包括|算)(?:各|下属|下面)?(?:县区|区县|县市区|下级|县)(?:的)?/;
const ALL =
  /(?:含|包括|连同|加上|带上?)(?:所有|全部|各|下属|下面|的)*(?:县区|区县|县市区|下级|各县|县|街道|乡镇)+(?:的)?|全[市县区省](?:的)?|各(?:县区|区县|县市区|县)(?:的)?/;
const NAMED =
  /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,6}自治县|[\u4e00-\u9fff]{1,3}(?:县|区|街道|社区|镇|乡))(?:妇联)?(?:的|(?![\u4e00-\u9fff]))/;
/** A place that stands right before what is counted: 柳江县统计. */
const NAMED_BEFORE =
  /^([\u4e00-\u9fff]{1,6}自治县|[\u4e00-\u9fff]{1,3}(?:县|区))(?:妇联)?(?:的)?(?=统计|年报|月报|季报|报表|汇总|\d|[一二三四五六七八九十今去本上])/;

/** The area that a wish for counts names, and the text without it; null where none is named. */
export function areaIn(text: string): { readonly area: Area; readonly rest: string } | null {
  if (!COUNTS.test(text)) return null;
  const own = OWN.exec(text);
  if (own) return { area: 'own', rest: without(text, own[0]) };
  const all = ALL.exec(text);
  if (all) return { area: 'all', rest: without(text, all[0]) };
  const named = NAMED_BEFORE.exec(text) ?? NAMED.exec(text);
  return named?.[1] === undefined ? null : { area: named[1], rest: without(text, named[0]) };
}

const without = (text: string, said: string): string => text.replace(said, ' ').trim();

import { readNumber } from '../text/numbers';
import { matchAt, type FoundEntity } from './entity';
import type { MeasureLexicon } from './measure-lexicon';
import { unhedged } from './measure-patterns';

/** 没来电5 gives no figure, and 报名人数 is no count of those who came. */
const DENIED = /(?:没有?|[无不未别]|报名)$/;

function figure(text: string): number | null {
  if (/^[无没都]|^一个(?:都|也|$)/.test(text)) return 0;
  // 五六个 is about five or six, not 56.
  if (/^[一二三四五六七八九]{2}$/.test(text)) return null;
  const tenThousands = /^(\d+(?:\.\d+)?)万$/.exec(text)?.[1];
  return tenThousands === undefined ? readNumber(text) : Math.round(Number(tenThousands) * 10_000);
}

/** The figure that is reported at `at`: 来电5, 8个电话, 高危没有. */
export function tallyAt(text: string, at: number, { patterns }: MeasureLexicon): FoundEntity | null {
  const ways = patterns.get(text.charAt(at));
  if (!ways || DENIED.test(text.slice(Math.max(0, at - 2), at))) return null;
  for (const { pattern, measure } of ways) {
    const found = matchAt(pattern, text, at);
    const said = unhedged(found?.[1] ?? '');
    const value = found ? figure(said.figure) : null;
    const sure = said.certainty === 'exact' ? {} : { certainty: said.certainty };
    if (found && value !== null) return { entity: { kind: 'C', measure, value, ...sure }, length: found[0].length };
  }
  return null;
}

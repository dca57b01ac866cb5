import type { Entity } from '../entities/entity';
import type { Skeleton } from '../entities/skeleton';
import { typed, type Normal } from '../text/normalise';

/* 认领3,说错了,是4 and 不是周三是周四的早班: what is put right while it is being said. The right value counts, the first does not. */

/** What takes the value before it back. */
const WRONG =
  /[,。;!?…~\s]*(?:哦|噢|喔|啊|呃|额|诶|哎呀?|唉|等等|等下)*[,…\s]*(?:不对|不是(?=[,。;…])|(?:我)?(?:说|打|写|讲|记|搞|弄|看|算|报|填|输)(?:错|反)了|口误|手误|手滑|错了|更正)(?:了|啦|哈)*[,。;:!…\s]*(?:应该?是|应该|该是|是|要|改成|改为|改|换成|我要)*/;
const SAYS_WRONG = /不对|错了|反了|口误|手误|手滑|更正|不是/;
/** 不是周三是周四. */
const NOT_BUT = /不是(?<wrong>[TNPHCG])(?:班|的|那个)*[,;]?(?:而)?(?:是|要)(?=[TNPHCG])/;
/** Nothing but a value stands behind: 那个4号的. */
const ONLY_VALUE = /^(?:[TNPHCGO]|的|那|这|个|班|号|场|吧|哈|了|[,。!~])+$/;

/** What stands at a place of the skeleton, and what it is. */
interface Value {
  readonly entity: Entity;
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

function valuesIn(normal: Normal, { text, entities, places }: Skeleton, from: number, to: number): Value[] {
  const values: Value[] = [];
  for (let place = from; place < Math.min(to, text.length); place++) {
    const entity = entities.get(place);
    const start = places[place] ?? 0;
    const end = places[place + 1] ?? start;
    if (entity) values.push({ entity, word: normal.text.slice(start, end), from: start, to: end });
  }
  return values;
}

const firstItem = ({ entity }: Value) => (entity.kind === 'T' ? entity.phrase.items[0] : undefined);

/** The words of the right value, with what it leaves out of the first: 周三早班,不对,周四 is 周四早班, and 来电8,不对,9 is 来电9. */
function completed(wrong: Value, right: Value): string {
  const [first, second] = [firstItem(wrong), firstItem(right)];
  const part = first?.partWord ?? null;
  if (first && second && part !== null && wrong.word.endsWith(part)) {
    if (!second.days && first.days && second.partWord !== null) return wrong.word.slice(0, -part.length) + right.word;
    if (second.days && second.partWord === null && !second.time) return right.word + part;
  }
  return right.entity.kind === 'N' && wrong.entity.kind !== 'N'
    ? wrong.word.replace(/\d+|[一二两三四五六七八九十百]+/, right.entity.numbers.join(''))
    : right.word;
}

/** Whether a value may stand for another: a bare number for whatever was counted. */
const replaces = (right: Value, wrong: Value): boolean =>
  right.entity.kind === wrong.entity.kind ||
  (right.entity.kind === 'N' && right.entity.numbers.length === 1 && /[CH]/.test(wrong.entity.kind));

/** The sentence as it would have been said at once, or null where nothing is taken back or it is not clear what. */
export function asMeant(normal: Normal, skeleton: Skeleton): string | null {
  if (!SAYS_WRONG.test(normal.text)) return null;
  const { text, places } = skeleton;
  const contrast = NOT_BUT.exec(text);
  if (contrast) {
    const behind = contrast.index + contrast[0].length;
    if (text.charAt(behind) !== contrast.groups?.wrong) return null;
    const [from, to] = [places[contrast.index] ?? 0, places[behind] ?? 0];
    return typed(normal, 0, from) + typed(normal, to, normal.text.length);
  }
  const mark = WRONG.exec(text);
  if (!mark || mark.index === 0) return null;
  const behind = mark.index + mark[0].length;
  if (!ONLY_VALUE.test(text.slice(behind))) return null;
  const rights = valuesIn(normal, skeleton, behind, text.length);
  const wrongs = valuesIn(normal, skeleton, 0, mark.index);
  const [right, ...more] = rights;
  const replaced = right ? wrongs.filter((each) => replaces(right, each)) : [];
  const wrong = replaced.at(-1);
  // 登记来电8高危1,不对,9 does not say which of the figures
  const bare =
    right?.entity.kind === 'N' &&
    new Set(replaced.map(({ entity }) => entity.kind)).size + (replaced.length > 1 ? 1 : 0) > 1;
  if (!right || !wrong || bare || more.length > 0) return null;
  const end = places[mark.index] ?? 0;
  return typed(normal, 0, wrong.from) + completed(wrong, right) + typed(normal, wrong.to, end);
}

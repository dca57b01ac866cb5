import { lexiconOf } from '../entities/measure-lexicon';
import { SkeletonReader } from '../entities/skeleton';
import { withoutFillers } from '../clauses/fillers';
import { COMMAND, type Reading, type WallContext } from '../reading';
import type { Normal } from '../text/normalise';
import { minutesOf } from '../time/hours';
import { gather, todayIn } from './slots';

/* 今晚我只能值到22点, 周四晚班我九点要走: somebody serves a part of her shift. */

const WORTH = /只能|最多|顶多|要走|得走|先走|要撤|只值/;
const WHOSE = '(?:T的?(?:那个|那)?班?)?(?:我|俺|本人)?(?:T的?(?:那个|那)?班?)?(?:可能|大概|恐怕|今天|就|有事|也|真的)*';
const UNTIL = new RegExp(
  `^(?:好|可以|行)?${WHOSE}(?:只能|只|最多|顶多|最晚)(?:能|可以)?(?:值班?|上班?|待|做|干|来|顶|坚持|守|在)*(?:到|至|在到)T(?:就要走|要走|就走|走)?(?:了|吧|哈|左右)*$`,
);
const LEAVES = new RegExp(
  `^${WHOSE}T(?:的时候|之前|前|就|左右)*(?:要|得|必须|需要|想)(?:先|提前|早)?(?:走|离开|撤|下班|离岗)(?:了)?$`,
);

/** Until when she serves, as minutes of the day as they were said: 十点 may be either of them. null: nothing of the kind. */
export function partOfShift(normal: Normal, context: WallContext): Reading | null {
  const { text } = normal;
  if (text.length > 50 || !WORTH.test(text) || /[?吗]|谁|如果|要是/.test(text)) return null;
  const skeleton = new SkeletonReader(normal, Number(context.wall.slice(0, 4)), context.vocabulary).read();
  const [first = ''] = skeleton.text.split(/[,;。!~]/);
  const core = withoutFillers(first).replace(/\s+/g, '');
  if (!UNTIL.test(core) && !LEAVES.test(core)) return null;
  const times = [...skeleton.entities.entries()]
    .filter(([at, { kind }]) => kind === 'T' && at < first.length)
    .sort(([a], [b]) => a - b)
    .map(([, entity]) => entity);
  const last = times.at(-1);
  const item = last?.kind === 'T' ? last.phrase.items.at(-1) : undefined;
  const [minutes] = item?.time ? minutesOf(item.time, item.part) : [];
  if (!last || minutes === undefined) return null;
  const how = {
    direction: 'ahead' as const,
    numbered: undefined,
    act: 'part' as const,
    command: COMMAND.part,
    week: null,
  };
  const { slots, ask } = gather(times.slice(0, -1), {
    today: todayIn(context),
    ...how,
    measures: lexiconOf(context.vocabulary),
  });
  return { act: 'part', slots: { ...slots, minutes }, ask };
}

/* The rota of a month: drafted, previewed, published. */

export const monthHow = (): string => '是哪个月？比如：生成班表 下个月';
export const draftsWholeMonth = (month: string): string =>
  `草稿按整月排，不能只排其中几天。要排 ${monthName(month)} 整个月吗？回复 是 就排；回复 算了 就不排。`;
export const publishesWholeMonth = (month: string): string =>
  `班表按整月发布，不能只发其中几天。要看 ${monthName(month)} 整个月的差异吗？回复 是 先看差异，看过再发；回复 算了 就不发。`;

export interface DraftedFacts {
  readonly month: string;
  readonly version: number;
  readonly added: number;
  readonly kept: number;
  /** Proved best, or how far from it the draft is at most, as a part of one. */
  readonly proved: boolean;
  readonly gap: number;
  readonly holes: readonly string[];
  readonly change: string | null;
  /** In seconds. */
  readonly times: { readonly answered: number; readonly onwards: number };
}

/** What the time sufficed for, and that the search goes on. */
const unproved = ({ answered, onwards }: DraftedFacts['times']): string =>
  `${String(answered)} 秒内排好了，班次分得匀不匀还没算到头；我在后台接着算，最多 ${String(Math.ceil(onwards / 60))} 分钟，算出更匀的或确认没有更好的再告诉你。等不及也可以先发布。`;

export const betterDraft = (month: string, before: number, version: number, proved: boolean): string =>
  `${monthName(month)}班表算出了更匀的排法：草稿第 ${String(version)} 版，代替第 ${String(before)} 版${proved ? '，已确认没有更好的' : ''}。\n还没有人收到通知。回复 发布 ${monthName(month)} 先看差异。`;
export const draftProved = (month: string, version: number): string =>
  `${monthName(month)}班表草稿第 ${String(version)} 版算到头了：没有更公平的排法，可以放心用。\n回复 发布 ${monthName(month)} 先看差异。`;
export const noBetterDraft = (month: string, version: number): string =>
  `${monthName(month)}班表又算了一阵，没有比草稿第 ${String(version)} 版更匀的，就用它吧。\n回复 发布 ${monthName(month)} 先看差异。`;

export const drafted = (made: DraftedFacts): string =>
  [
    `✓ 已生成 ${monthName(made.month)}班表草稿（第 ${String(made.version)} 版）：新排 ${String(made.added)} 个，保留已有 ${String(made.kept)} 个。`,
    made.proved ? '已证明没有更公平的排法。' : unproved(made.times),
    ...(made.holes.length > 0
      ? [`还空着 ${String(made.holes.length)} 个：`, ...made.holes.slice(0, 4)]
      : ['每个岗位都排上了人。']),
    ...(made.holes.length > 4 ? [`……共 ${String(made.holes.length)} 个`] : []),
    ...(made.change === null ? [] : [`最省事的办法：${made.change}`]),
    `还没有人收到通知。回复 发布 ${monthName(made.month)} 先看差异。`,
  ].join('\n');

export const monthName = (month: string): string =>
  `${String(Number(month.slice(0, 4)))}年${String(Number(month.slice(5)))}月`;

export interface PreviewFacts {
  readonly month: string;
  readonly version: number;
  readonly additions: number;
  readonly kept: number;
  readonly removals: number;
  readonly conflicts: readonly string[];
  /** Who has more seats by it, and who fewer or others; nobody else is told. */
  readonly gains: readonly SeatChange[];
  readonly losses: readonly SeatChange[];
  /** Whose shifts differ by one or more from her fair share, and why. */
  readonly apart: readonly ApartFromShare[];
}

interface SeatChange {
  readonly name: string;
  readonly gains: number;
  readonly loses: number;
}

interface ApartFromShare {
  readonly name: string;
  readonly counts: { readonly shifts: number };
  readonly fair: { readonly shifts: number };
  readonly why: string;
}

const SHOWN_CHANGES = 6;
const SHOWN_APART = 2;

function seatChanges(heading: string, people: readonly SeatChange[]): string[] {
  if (people.length === 0) return [];
  const shown = people.slice(0, SHOWN_CHANGES).map(({ name, gains, loses }) => {
    const given = gains > 0 ? `+${String(gains)}` : '';
    return `${name} ${given}${loses > 0 ? `−${String(loses)}` : ''}`;
  });
  const rest = people.length > SHOWN_CHANGES ? ' 等' : '';
  return [`${heading} ${String(people.length)} 人：${shown.join('、')}${rest}`];
}

function apartFromShares(apart: readonly ApartFromShare[]): string[] {
  if (apart.length === 0) return [];
  const shown = apart.slice(0, SHOWN_APART).map(({ name, counts, fair, why }) => {
    return `${name} ${String(counts.shifts)} 班，应分担 ${fair.shifts.toFixed(1)}，${why}`;
  });
  return [`和应分担差一班以上的 ${String(apart.length)} 人：`, ...shown];
}

export const publishPreview = (p: PreviewFacts): string =>
  [
    `${monthName(p.month)}班表草稿（第 ${String(p.version)} 版）和现在的差异：`,
    `新增 ${String(p.additions)} 个班，撤下 ${String(p.removals)} 个，不变 ${String(p.kept)} 个。`,
    ...(p.conflicts.length > 0
      ? [`有 ${String(p.conflicts.length)} 个不合规则，发布时会跳过：`, ...p.conflicts.slice(0, 3)]
      : []),
    ...seatChanges('加班次', p.gains),
    ...seatChanges('减班次或换班次', p.losses),
    ...apartFromShares(p.apart),
    `回复 是 发布，只通知有变化的 ${String(p.gains.length + p.losses.length)} 人；回复 算了 不发布。`,
  ].join('\n');

export const published = (month: string, added: number, removed: number, skipped: number): string =>
  `✓ 已发布 ${monthName(month)}班表：新增 ${String(added)} 个，撤下 ${String(removed)} 个${skipped > 0 ? `，跳过 ${String(skipped)} 个不合规则的` : ''}。\n有变化的人会收到通知。回复 缺口 看还缺的。`;

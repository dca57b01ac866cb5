import { inPlainWords } from '../grammar/text/dialect';
import { normalise } from '../grammar/text/normalise';
import type { KnownAnswer } from '../../settings/organisation-settings.schema';

/* Which question of an organisation's list a text asks. Pure: the same text and list give the same answer. */

/** An answer of the list, and how surely the text asks for it: 1 is the very question, 0 has nothing in common. */
export interface ScoredAnswer {
  readonly known: KnownAnswer;
  readonly score: number;
}

/** What people put around a question without changing it. */
const GLUE =
  /请问一下|请问|想问一?下?|问一?下|麻烦|打扰|你好|您好|小约|老师们?|我们|你们|咱们|我|你|您|这里|这边|那边|那里|一下|在|子|地方|位置|是不是|是否|会不会|需不需要|要不要|怎么样|[吗么呢啊呀吧哦噢嘛哈的了呗请,。!?、~…:;\s]/g;
/** Words that say the same in such questions, each as one sign. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/能不能|可不可以|可否|能否|是否可以|行不行|准不准|可以|允许|能够|能/g, '可'],
  [/有没有|有无|有没得/g, '有'],
  [/哪里|哪儿|什么地方|何处|哪个位置/g, '哪'],
  [/多少钱|要钱|收费|费用|免费|花钱/g, '费'],
  [/小孩子?|孩子|小朋友|娃娃|宝宝|娃/g, '孩'],
  [/什么时候|几点钟?|啥时候|何时/g, '时'],
  [/怎么|如何|怎样/g, '怎'],
];
/** A question of two signs is a word rather than a question: 停车. */
const SHORTEST = 2;

function signsOf(text: string): string {
  const plain = inPlainWords(normalise(text)).text;
  return ALIKE.reduce((said, [words, sign]) => said.replace(words, sign), plain).replace(GLUE, '');
}

/** Single signs and pairs of neighbours. */
function featuresOf(signs: string): Set<string> {
  const features = new Set<string>(signs);
  for (let i = 0; i + 1 < signs.length; i++) features.add(signs.slice(i, i + 2));
  return features;
}

/** How telling each feature is: what many questions have in common tells little. */
function weightsIn(all: readonly ReadonlySet<string>[]): (feature: string) => number {
  const count = new Map<string, number>();
  for (const features of all) for (const feature of features) count.set(feature, (count.get(feature) ?? 0) + 1);
  return (feature) => Math.log(1 + all.length / (count.get(feature) ?? 0.5));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, weight: (feature: string) => number): number {
  const sum = (features: Iterable<string>): number => [...features].reduce((total, one) => total + weight(one), 0);
  const common = [...a].filter((feature) => b.has(feature));
  const all = sum(a) + sum(b);
  return all === 0 ? 0 : (2 * sum(common)) / all;
}

/** A question whose words all stand in the text in one piece, or the other way round. */
function within(asked: string, known: string): number {
  const [short, long] = asked.length < known.length ? [asked, known] : [known, asked];
  if (short.length < SHORTEST || !long.includes(short)) return 0;
  return 0.55 + (0.45 * short.length) / long.length;
}

/** The answers of the list by how surely the text asks for them, the surest first; what has nothing in common is left out. */
export function nearestAnswers(text: string, list: readonly KnownAnswer[]): ScoredAnswer[] {
  const asked = signsOf(text);
  if (asked.length < SHORTEST) return [];
  const known = list.map((one) => ({ known: one, signs: one.question.map(signsOf) }));
  const weight = weightsIn(known.flatMap(({ signs }) => signs.map(featuresOf)));
  const features = featuresOf(asked);
  return known
    .map(({ known: one, signs }) => {
      const scores = signs.map((each) =>
        each === asked ? 1 : Math.max(within(asked, each), likeness(features, featuresOf(each), weight)),
      );
      return { known: one, score: Math.max(0, ...scores) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

/** So sure an answer is given; less sure it is asked about; below that nothing is said. */
export const SURE = 0.72;
const NEAR = 0.42;
/** Two that differ by less are both possible; where there is a question at all, so are those beside them. */
const APART = 0.12;
const BESIDE = { least: 0.36, apart: 0.35 };

/** The one answer that is asked for without a doubt, or those among which to choose. */
export function chosenAmong(
  scored: readonly ScoredAnswer[],
  sure = SURE,
): { answer: KnownAnswer } | { among: KnownAnswer[] } | null {
  const [first] = scored;
  if (!first || first.score < NEAR) return null;
  const beside = scored.filter(({ score }) => score >= NEAR && first.score - score < APART);
  if (beside.length === 1 && first.score >= sure) return { answer: first.known };
  if (first.score === 1 && beside.filter(({ score }) => score === 1).length === 1) return { answer: first.known };
  const near = scored.filter(({ score }) => score >= BESIDE.least && first.score - score < BESIDE.apart);
  return { among: near.slice(0, 4).map(({ known }) => known) };
}

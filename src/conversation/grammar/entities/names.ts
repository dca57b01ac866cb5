import type { Vocabulary } from '../reading';
import type { FoundEntity } from './entity';

/** What programmes and posts are called, an organisation's own names before the common ones. */
export interface NameLexicon {
  readonly programmes: readonly string[];
  readonly posts: readonly string[];
  /** Everyday names, and the programme that each stands for. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The characters that any of them begins with. */
  readonly first: ReadonlySet<string>;
}

const PROGRAMMES = [
  '天天询',
  '周周约',
  '月月讲',
  '家长沙龙',
  '亲子沙龙',
  '心理沙龙',
  '妇女议事会',
  '议事会',
  '儿童之家',
  '直播间',
  '热线',
  '沙龙',
  '讲座',
  '宣讲',
  '培训',
  '电台直播',
  '电台',
  '直播',
  '亲子活动',
];
const POSTS = [
  '接线员',
  '接线',
  '接听员',
  '备班员',
  '备班',
  '备岗',
  '督导员',
  '督导',
  '带领者',
  '带领',
  '助理',
  '嘉宾',
  '主持人',
  '主持',
];

const known = new WeakMap<Vocabulary, NameLexicon>();
const COMMON = compiled({});

function compiled({ programmes = [], posts = [], aliases = {} }: Vocabulary): NameLexicon {
  // The longer name before what it begins with.
  const own = [...programmes, ...Object.keys(aliases)].sort((a, b) => b.length - a.length);
  const all = { programmes: [...own, ...PROGRAMMES], posts: [...posts, ...POSTS] };
  const first = new Set([...all.programmes, ...all.posts].map((word) => word.charAt(0)));
  return { ...all, aliases: new Map(Object.entries(aliases)), first };
}

/** The names of a vocabulary; kept as long as the vocabulary is. */
export function namesOf(vocabulary: Vocabulary | undefined): NameLexicon {
  if (!vocabulary) return COMMON;
  let names = known.get(vocabulary);
  if (!names) {
    names = compiled(vocabulary);
    known.set(vocabulary, names);
  }
  return names;
}

/** The programme or post that is named at `at`; a programme by its own name, whatever it was called. */
export function nameWordAt(text: string, at: number, names: NameLexicon): FoundEntity | null {
  if (!names.first.has(text.charAt(at))) return null;
  for (const word of names.programmes)
    if (text.startsWith(word, at))
      return { entity: { kind: 'G', word: names.aliases.get(word) ?? word }, length: word.length };
  for (const word of names.posts)
    if (text.startsWith(word, at)) return { entity: { kind: 'O', word }, length: word.length };
  return null;
}

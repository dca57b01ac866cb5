import {
  USUAL_MEASURES,
  usualOf,
  type SpokenMeasure,
  type UsualMeasure,
} from '../../../programmes/domain/usual-measures';
import type { Vocabulary } from '../reading';
import { normalise } from '../text/normalise';
import { bareUnsure, DEEDS, ownPatterns, usualPatterns, type TallyPattern } from './measure-patterns';

/** How the figures of an organisation are told. */
export interface MeasureLexicon {
  /** By their first character, in the order in which they are tried. */
  readonly patterns: ReadonlyMap<string, readonly { readonly pattern: RegExp; readonly measure: string }[]>;
  /** What a bare number of households or of people is reported as. */
  readonly households: string;
  readonly people: string;
  /** The words for measures that are not the usual ones. */
  readonly names: readonly string[];
}

/** Counters that stand for too many things to say a measure by themselves. */
const AMBIGUOUS = new Set(
  '个 号 条 项 点 天 日 周 月 年 时 小时 分 分钟 班 岗 楼 口 人 位 名 户 家 次 场 期 节 课 元'.split(' '),
);
const USUAL_COUNTERS = new Set(USUAL_MEASURES.flatMap(({ counters, countedIn }) => [...counters, ...countedIn]));
const USUAL_WORDS = new Set(USUAL_MEASURES.flatMap(({ words, behind }) => [...words, ...behind]));

/** One thing that is measured, in whichever programmes. */
interface Measured {
  readonly id: string;
  readonly usual: UsualMeasure | undefined;
  readonly name: string;
  readonly units: readonly string[];
  /** What the organisation says for it, without what is usual. */
  readonly words: readonly string[];
}

const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)];
const plain = (word: string): string => normalise(word).text;

/**
 * What the programmes of an organisation measure, each thing once. A key that two programmes give to different things, and a thing
 * that has two keys, are told by the name instead: whoever takes the report knows what its programme calls so.
 */
function measuredIn(measures: readonly SpokenMeasure[]): Measured[] {
  const things = new Map<string, SpokenMeasure[]>();
  for (const measure of measures) {
    const thing = usualOf(measure)?.key ?? ` ${measure.name}`;
    things.set(thing, [...(things.get(thing) ?? []), measure]);
  }
  const namesOf = (key: string): number =>
    [...things.values()].filter((same) => same.some((measure) => measure.key === key)).length;
  return [...things.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const usual = usualOf(first);
    const keys = distinct(same.map(({ key }) => key));
    const known = new Set(usual ? [...usual.words, ...usual.alone] : []);
    const words = distinct(same.flatMap(({ name, words: said }) => [name, ...(said ?? [])])).map(plain);
    return {
      id: keys.length === 1 && namesOf(first.key) === 1 ? first.key : (usual ?? first).name,
      usual,
      name: plain(first.name),
      units: distinct(same.map(({ unit }) => plain(unit))).filter((unit) => unit !== ''),
      words: words.filter((word) => word !== '' && !known.has(word)),
    };
  });
}

const isName = (word: string): boolean => word.length > 1 && !USUAL_WORDS.has(word);

/** The line of deeds that a name begins with, and what is behind: 发放 and 手册. */
function deedIn(name: string): { line: readonly string[]; object: string } | null {
  for (const line of DEEDS) {
    const deed = line.find((word) => word.length > 1 && name.startsWith(word));
    if (deed !== undefined) return { line, object: name.slice(deed.length) };
  }
  return null;
}

const endsOf = (name: string): string[] =>
  Array.from({ length: Math.max(0, name.length - 2) }, (_, i) => name.slice(i + 1));

/** A single character is a counter, unless it is the whole name: 车3辆. */
const saysItself = (word: string, name: string): boolean => word.length > 1 || (word === name && !AMBIGUOUS.has(word));

/** What only one of them says; a word that two say is told by itself, and the programme knows which it is. */
function patternsOf(all: readonly Measured[]): [TallyPattern, string][] {
  const says = (word: string): number => all.filter(({ words }) => words.includes(word)).length;
  const counts = (unit: string): number =>
    all.filter(({ words, units }) => words.includes(unit) || units.includes(unit)).length;
  const shared = distinct(all.flatMap(({ words }) => words)).filter((word) => word.length > 1 && says(word) > 1);
  const own = all.flatMap((measured): [TallyPattern, string][] => {
    const { id, usual, name, words } = measured;
    const deed = usual ? null : deedIn(name);
    const taken = (word: string): boolean => USUAL_WORDS.has(word) || says(word) > 0;
    const object = deed !== null && deed.object.length > 1 && !taken(deed.object) ? [deed.object] : [];
    const names = [...words.filter((word) => saysItself(word, name) && !shared.includes(word)), ...object];
    if (usual && words.length === 0) return [];
    const units = usual ? [] : measured.units;
    const counters = distinct([...words.filter((word) => word.length === 1 && word !== name), ...units]);
    const alone = counters.filter(
      (unit) => !AMBIGUOUS.has(unit) && counts(unit) === 1 && (words.includes(unit) || !USUAL_COUNTERS.has(unit)),
    );
    const parts = alone.length > 0 ? endsOf(name).filter((end) => !taken(end) && !names.includes(end)) : [];
    const rivals = all.filter(
      (other) => other !== measured && other.units.some((unit) => counters.includes(unit)) && deedIn(other.name),
    );
    const deeds = deed !== null && rivals.every((other) => deedIn(other.name)?.line !== deed.line) ? deed.line : [];
    const behindDeed = deed === null || deed.object === '' ? null : deed.object;
    return ownPatterns({ names, parts, counters, alone, deeds, behindDeed }).map((pattern) => [pattern, id]);
  });
  const both = shared.flatMap((word) => {
    const units = distinct(all.flatMap(({ words, units: counted }) => (words.includes(word) ? counted : [])));
    const said = { names: [word], parts: [], counters: units, alone: [], deeds: [], behindDeed: null };
    return ownPatterns(said).map((pattern): [TallyPattern, string] => [pattern, word]);
  });
  return [...both, ...own];
}

function compiled(measures: readonly SpokenMeasure[]): MeasureLexicon {
  const all = measuredIn(measures);
  const idOf = (key: string): string => all.find(({ usual }) => usual?.key === key)?.id ?? key;
  const told = [
    ...patternsOf(all),
    ...USUAL_MEASURES.flatMap((usual) =>
      usualPatterns(usual).map((pattern): [TallyPattern, string] => [pattern, idOf(usual.key)]),
    ),
  ];
  const patterns = new Map<string, { pattern: RegExp; measure: string }[]>();
  /** Where nothing usual is counted so, the only other measure that is. */
  const bare = (key: string): string => {
    if (all.some(({ usual }) => usual?.key === key)) return idOf(key);
    const countedIn = USUAL_MEASURES.find((usual) => usual.key === key)?.countedIn ?? [];
    const others = all.filter(({ usual, units }) => !usual && units.some((unit) => countedIn.includes(unit)));
    return others.length === 1 ? (others[0]?.id ?? key) : key;
  };
  const [households, people] = [bare('households'), bare('people')];
  const unsure: [TallyPattern, string][] = [
    [bareUnsure(['个家庭', '户', '家']), households],
    [bareUnsure(['人次', '人', '位', '名']), people],
  ];
  for (const [[first, pattern], measure] of [...told, ...unsure])
    for (const char of new Set(first)) patterns.set(char, [...(patterns.get(char) ?? []), { pattern, measure }]);
  const names = all.flatMap(({ usual, name, words }) => (usual ? [] : [...words, deedIn(name)?.object ?? '']));
  return { patterns, households, people, names: names.filter(isName) };
}

const USUAL = compiled([]);
const known = new WeakMap<Vocabulary, MeasureLexicon>();

/** The lexicon of a vocabulary; kept as long as the vocabulary is. */
export function lexiconOf(vocabulary: Vocabulary | undefined): MeasureLexicon {
  if (!vocabulary?.measures) return USUAL;
  let lexicon = known.get(vocabulary);
  if (!lexicon) {
    lexicon = compiled(vocabulary.measures);
    known.set(vocabulary, lexicon);
  }
  return lexicon;
}

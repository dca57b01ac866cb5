import { matchAt, SMALL, type Entity } from './entity';
import { readNumber } from '../text/numbers';
import { partyAt } from './parties';
import type { Normal } from '../text/normalise';
import { peopleOf } from './known-people';
import { PersonReader, type PersonFound } from './person-reader';
import type { Vocabulary } from '../reading';
import { phraseAt } from '../time/phrase-reader';
import { amountOf } from '../time/span-words';
import { lexiconOf, type MeasureLexicon } from './measure-lexicon';
import { namesOf, nameWordAt, type NameLexicon } from './names';
import { tallyAt } from './tallies';
import { sticky } from '../time/time-rule';
import { beginsTime } from '../time/time-words';

/** A text in which every entity has become one capital letter. */
export interface Skeleton {
  readonly text: string;
  /** For each place in `text`: where it begins in the normal form; one more entry marks the end. */
  readonly places: readonly number[];
  /** For each capital letter, by its place in `text`. */
  readonly entities: ReadonlyMap<number, Entity>;
}

const LENGTH = sticky(
  `(?:提前|提早)?(半个?|${SMALL}个半|${SMALL}个?|\\d+\\.\\d个?)(分钟|小时|钟头|刻钟|天|(?:周|星期|礼拜)(?![一二三四五六日天末])|个?月)(半)?(?!到|至)`,
);
const UNITS: Readonly<Record<string, number>> = {
  分钟: 1,
  小时: 60,
  钟头: 60,
  刻钟: 15,
  天: 1440,
  周: 10080,
  星期: 10080,
  礼拜: 10080,
  月: 43200,
  个月: 43200,
};

const COUNTED = '(?:个班次?|号班次?|班次|个|号|条|项|场|#|班(?=$|[,;。、和给的]))?';
const NOT_COUNTED = '(?![\\d点:人户天%％元月]|小时|分钟|周|个(?:人|月|小时|星期|礼拜)|[号日](?!班|$|[,;。和、]))';
const LISTED = sticky(`(?:第|no\\.?|#)?(${SMALL})${COUNTED}`);
const RANGE = sticky(`第?(\\d{1,2})(?:-|~|到|至)第?(\\d{1,2})${COUNTED}(?![\\d点:])`);
const NEXT_LISTED = sticky(`(?:[,、和与跟及/+ ]|还有|以及|,和|,还有)第?(${SMALL})${COUNTED}${NOT_COUNTED}`);
const CODE = sticky('\\d{5} \\d{5}(?!\\d)|(?=[a-z]*\\d)[a-z0-9]{4,12}(?![a-z0-9])|\\d{3} \\d{3}(?: \\d{4})?(?! ?\\d)');
const SPELT_DIGITS = new Map([...'〇一二三四五六七八九'].map((char, digit) => [char, String(digit)]));
for (const [char, digit] of [
  ['零', '0'],
  ['幺', '1'],
  ['两', '2'],
] as const)
  SPELT_DIGITS.set(char, digit);
const TAKES_NUMBER = /(?:认领|退班|求替|换班|补班|确认|撤销|领|退|选|要|来|替|第|接|给)$/;

/** Finds the entities of a normal text from left to right; the longest meaning at each place wins. */
export class SkeletonReader {
  private out = '';
  private readonly places: number[] = [];
  private readonly entities = new Map<number, Entity>();
  private readonly text: string;
  private readonly names: NameLexicon;
  private readonly dayParts: readonly string[];
  private readonly measures: MeasureLexicon;
  private readonly persons: PersonReader;

  constructor(
    private readonly normal: Normal,
    private readonly thisYear: number,
    vocabulary: Vocabulary | undefined,
  ) {
    this.text = normal.text;
    this.names = namesOf(vocabulary);
    this.dayParts = vocabulary?.dayParts ?? [];
    this.measures = lexiconOf(vocabulary);
    const timeTo = (at: number): number => phraseAt(this.text, at, this.thisYear, this.dayParts)?.to ?? at;
    this.persons = new PersonReader(this.text, peopleOf(vocabulary), {
      timeTo,
      isWord: (at) => nameWordAt(this.text, at, this.names) !== null,
    });
  }

  read(): Skeleton {
    for (let at = 0; at < this.text.length;) {
      const taken = this.entityAt(at);
      if (taken > 0) at += taken;
      else {
        this.places.push(at);
        this.out += this.text.charAt(at);
        at++;
      }
    }
    this.places.push(this.text.length);
    return { text: this.out, places: this.places, entities: this.entities };
  }

  private put(at: number, entity: Entity, length: number): number {
    this.entities.set(this.out.length, entity);
    this.places.push(at);
    this.out += entity.kind;
    return length;
  }

  private entityAt(at: number): number {
    const char = this.text.charAt(at);
    if (char < ' ') return 0;
    return (
      this.person(at, this.persons.knownAt(at)) ||
      this.tally(at) ||
      this.spelt(at) ||
      this.time(at) ||
      this.party(at) ||
      this.length(at) ||
      this.code(at) ||
      this.list(at, char) ||
      this.person(at, this.persons.at(at, this.out)) ||
      this.name(at)
    );
  }

  private match(pattern: RegExp, at: number): RegExpExecArray | null {
    return matchAt(pattern, this.text, at);
  }

  private tally(at: number): number {
    const found = tallyAt(this.text, at, this.measures);
    return found ? this.put(at, found.entity, found.length) : 0;
  }

  private time(at: number): number {
    if (!beginsTime(this.text.charAt(at)) && this.dayParts.length === 0) return 0;
    if (this.isVerbHere(at)) return 0;
    const phrase = phraseAt(this.text, at, this.thisYear, this.dayParts);
    return phrase ? this.put(at, { kind: 'T', phrase }, phrase.to - at) : 0;
  }

  /** 认领一下周四 is 一下 and 周四; 我想上周四的班 is about next Thursday; 换到周五 names a day and no stretch. */
  private isVerbHere(at: number): boolean {
    const char = this.text.charAt(at);
    const before = this.text.slice(Math.max(0, at - 2), at);
    if (char === '下') return before.endsWith('一');
    if (char === '上') return /(?:[想要来能去以]|[替帮代]我)$/.test(before);
    return (char === '到' || char === '至') && !/(?:^|[假休起始扰请,;、 ])$/.test(before);
  }

  private party(at: number): number {
    const found = partyAt(this.text, at);
    return found ? this.put(at, found.entity, found.length) : 0;
  }

  private length(at: number): number {
    if (!/[\d一二三四五六七八九十两半提]/.test(this.text.charAt(at))) return 0;
    const found = this.text.charAt(at - 1) === '+' ? null : this.match(LENGTH, at);
    if (!found) return 0;
    const minutes = Math.round(amountOf(found[1] ?? '', found[3] !== undefined) * (UNITS[found[2] ?? ''] ?? NaN));
    return Number.isFinite(minutes) ? this.put(at, { kind: 'L', minutes, word: found[0] }, found[0].length) : 0;
  }

  private code(at: number): number {
    const before = this.text.charAt(at - 1);
    if (/[a-z0-9]/.test(before)) return 0;
    const found = this.match(CODE, at);
    if (!found || /^\d{1,3}$/.test(found[0])) return 0;
    return this.put(at, { kind: 'K', code: found[0].replaceAll(' ', '').toUpperCase() }, found[0].length);
  }

  /** 绑定 一二三四五六: a code as it is read out. */
  private spelt(at: number): number {
    if (!SPELT_DIGITS.has(this.text.charAt(at)) || !/(?:绑定|码)[:是为]?$/.test(this.text.slice(0, at))) return 0;
    let end = at;
    while (SPELT_DIGITS.has(this.text.charAt(end))) end++;
    if (end - at < 4) return 0;
    const digits = [...this.text.slice(at, end)].map((char) => SPELT_DIGITS.get(char) ?? char);
    return this.put(at, { kind: 'K', code: digits.join('') }, end - at);
  }

  private list(at: number, char: string): number {
    if (!/[\d第#n一二三四五六七八九十两]/.test(char)) return 0;
    if (this.text.charAt(at - 1) === '+') return 0;
    const range = this.match(RANGE, at);
    const from = Number(range?.[1]);
    const to = Number(range?.[2]);
    if (range && from < to && to - from <= 30) {
      const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      return this.put(at, { kind: 'N', numbers, word: range[0] }, range[0].length);
    }
    const first = this.match(LISTED, at);
    if (!first) return 0;
    const value = readNumber(first[1] ?? '');
    if (value === null) return 0;
    const han = !/\d/.test(first[0]);
    if (han && !this.hanNumberStands(at, first[0])) return 0;
    // 认领一二三 names three of a list.
    const numbers = /^[一二三四五六七八九]{2,4}$/.test(first[1] ?? '')
      ? [...(first[1] ?? '')].map((digit) => readNumber(digit) ?? 0)
      : [value];
    let end = at + first[0].length;
    for (let next = this.match(NEXT_LISTED, end); next; next = this.match(NEXT_LISTED, end)) {
      const more = readNumber(next[1] ?? '');
      if (more === null || numbers.length >= 40) break;
      // 确认3,5求替: the second number has a verb of its own.
      const owned = next[0].startsWith(',') && /^(?:求替|退|换|给|让)/.test(this.text.slice(end + next[0].length));
      if (owned && TAKES_NUMBER.test(this.text.slice(Math.max(0, at - 2), at))) break;
      numbers.push(more);
      end += next[0].length;
    }
    return this.put(at, { kind: 'N', numbers, word: this.text.slice(at, end) }, end - at);
  }

  /** 三 is a number behind a command or with 第, and a piece of another word elsewhere. */
  private hanNumberStands(at: number, said: string): boolean {
    const after = this.text.slice(at + said.length, at + said.length + 2);
    if (said.startsWith('第')) return !/^[一二三四五六七八九十]/.test(after);
    if (!TAKES_NUMBER.test(this.text.slice(Math.max(0, at - 2), at))) return this.text.length === said.length;
    if (said.endsWith('个') && said.startsWith('一')) return false;
    return after === '' || /^(?:[,;。、~!?…和给换吧了的跟]|号|班)/.test(after);
  }

  private person(at: number, found: PersonFound | null): number {
    if (!found) return 0;
    const { length, unsure } = found;
    // 於 is written for 于, and is a family name of its own.
    const own = this.normal.raw.charAt(this.normal.origin[at] ?? 0) === '於' && found.name.startsWith('于');
    const name = own ? found.name.replace('于', '於') : found.name;
    return this.put(at, { kind: 'P', name, ...(unsure ? { unsure } : {}) }, length);
  }

  private name(at: number): number {
    const found = nameWordAt(this.text, at, this.names);
    return found ? this.put(at, found.entity, found.length) : 0;
  }
}

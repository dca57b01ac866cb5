import type { DaySpec } from './day-spec';
import { bareHourAt } from './clock-words';
import { besideAt, glossAt, runAt, sinceAt, withinAt } from './day-joints';
import { listedWeekdayAt, moreWeekdayAt, toWeekdayAt } from './day-words';
import { lunarEndAt } from './holiday-words';
import { isWhole, isWeekday, isDated, hasDay, hasHead, type PhraseItem, type TimePhrase } from './phrase';
import type { Found, TimeWord } from './time-rule';
import { beginsTime, edgeAt, linkAt, partAt, timeWordAt } from './time-words';

/** No phrase has more words; what follows is left to the next one. */
const MOST_WORDS = 40;
const GLUE = /^(?:的| |那天|当天|,(?=次日|第二天))/;

/** Collects the words of one phrase from left to right. */
class PhraseReader {
  private readonly items: PhraseItem[] = [];
  private every: string | null = null;
  private span: TimePhrase['span'] = null;
  private link: PhraseItem['link'] = 'none';
  private place: number;
  /** Behind the last word that belongs to the phrase; `place` may be further on, behind a link. */
  private end: number;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly thisYear: number,
    private readonly extraParts: readonly string[],
  ) {
    this.place = start;
    this.end = start;
  }

  read(): TimePhrase | null {
    for (let words = 0; words < MOST_WORDS; words++) if (!this.step()) break;
    if (this.isEmpty()) return null;
    return { from: this.start, to: this.end, items: this.items, every: this.every, span: this.span };
  }

  private isEmpty(): boolean {
    return this.items.length === 0 && this.every === null && this.span === null;
  }

  private last(): PhraseItem | undefined {
    return this.items[this.items.length - 1];
  }

  /** Takes one more word or joint; false at the end of the phrase. */
  private step(): boolean {
    // 前一天 behind a day's name says more about it, and stands alone elsewhere.
    if (this.place === this.end && this.besides()) return true;
    const found = this.word();
    if (found) return this.take(found);
    if (this.place !== this.end) return false;
    if (this.isEmpty()) return this.toward();
    return this.toWeekday() || this.listedWeekday() || (!this.closing() && (this.joint() || this.glue()));
  }

  private word(): Found | null {
    const { text, place } = this;
    const current = this.last();
    const direct = place === this.end && this.link === 'none';
    const afterDay = direct && (current ? current.days !== null && current.part === null : this.every !== null);
    const found =
      partAt(text, place, afterDay || this.link === 'to', this.extraParts) ?? timeWordAt(text, place, this.thisYear);
    if (found || !current) return found;
    if (this.link === 'to' && current.days) {
      const lunar = lunarEndAt(text, place, current.days);
      if (lunar) return lunar;
    }
    if (direct && isWeekday(current)) return moreWeekdayAt(text, place);
    return this.bareHour(current, direct);
  }

  /** An hour without 点 counts only in 晚上8-10. */
  private bareHour(current: PhraseItem, direct: boolean): Found | null {
    const ends = this.link === 'to' && current.time !== null;
    const begins = direct && current.part !== null && current.time === null;
    if (!ends && !begins) return null;
    const bare = bareHourAt(this.text, this.place);
    return bare && (ends || linkAt(this.text, this.place + bare.length)) ? bare : null;
  }

  private take({ word, length }: Found): boolean {
    if (this.span !== null) return false;
    if ((word.kind === 'span' || word.kind === 'every') && !this.isEmpty()) return false;
    if (word.kind === 'next-day' && this.items.length === 0) return false;
    this.put(word);
    this.advance(length);
    this.link = 'none';
    return true;
  }

  private advance(length: number): void {
    this.place += length;
    this.end = this.place;
  }

  /** The item that a word belongs to: the last one, or a fresh one when that has such a word already. */
  private open(occupied: (item: PhraseItem) => boolean): PhraseItem {
    const current = this.last();
    if (current && this.link === 'none' && !occupied(current)) return current;
    const link = current && this.link === 'none' ? 'and' : this.link;
    const fresh: PhraseItem = {
      link,
      days: null,
      gloss: null,
      glossListed: false,
      part: null,
      partWord: null,
      time: null,
      nextDay: false,
      edge: null,
    };
    this.items.push(fresh);
    this.link = 'none';
    return fresh;
  }

  /** A weekday right behind a date, or a date right behind a weekday, is about the same day. */
  private glossed(spec: DaySpec): boolean {
    const current = this.last();
    if (!current?.days || this.link !== 'none' || !isWhole(current) || current.gloss !== null) return false;
    // 12月24日平安夜 says one day twice.
    if (current.days.kind === 'date' && spec.kind === 'holiday') return true;
    // 去年周三, 上个月冬至: what no rule reads as one day is not two times either.
    if (
      ['year', 'month', 'quarter', 'quarter-from-now'].includes(current.days.kind) &&
      spec.kind !== current.days.kind
    ) {
      current.days = { kind: 'unknown' };
      return true;
    }
    // 12月5号三天后 counts from that day, which no rule reads.
    if (spec.kind === 'offset' && ['date', 'either-order', 'weekday', 'holiday', 'lunar'].includes(current.days.kind)) {
      current.days = { kind: 'unknown' };
      return true;
    }
    if (isDated(current.days) && spec.kind === 'weekday' && spec.last === undefined) current.gloss = spec;
    else if (
      current.days.kind === 'weekday' &&
      current.days.last === undefined &&
      isDated(spec) &&
      spec.kind !== 'offset'
    ) {
      current.gloss = current.days;
      current.days = spec;
    } else return false;
    return true;
  }

  /** A day that is said last belongs to what stands before it: 夜班5号, 晚上8点到12点周三. */
  private dayless(): PhraseItem | null {
    const current = this.last();
    if (!current || this.link !== 'none') return null;
    const begin = current.link === 'to' ? this.items[this.items.length - 2] : current;
    return begin && !hasDay(begin) && !hasDay(current) ? begin : null;
  }

  private put(word: TimeWord): void {
    switch (word.kind) {
      case 'days':
        if (!this.glossed(word.spec)) (this.dayless() ?? this.open(hasHead)).days = word.spec;
        break;
      case 'part': {
        const before = this.last();
        // 今晚凌晨一点 is one hour of a night: which one, its hour leaves to be asked.
        if (
          word.part.kind === 'dawn' &&
          before &&
          /^(?:evening|night)$/.test(before.part?.kind ?? '') &&
          this.link === 'none'
        )
          break;
        // 明晚夜班 is one thing: the shift's name says more than 晚.
        const item = this.open(
          (current) => current.time !== null || (current.part !== null && word.part.kind !== 'shift'),
        );
        item.part = word.part;
        item.partWord = word.word;
        break;
      }
      case 'time':
        this.open((item) => item.time !== null).time = word.time;
        break;
      case 'next-day':
        this.open(hasHead).nextDay = true;
        break;
      case 'every':
        this.every = word.rule;
        break;
      case 'span':
        this.span = word;
        break;
      case 'edge':
      case 'link':
        break;
    }
  }

  /** 到周五 at the very beginning: from now on. */
  private toward(): boolean {
    if (this.place !== this.start || !/[到至]/.test(this.text.charAt(this.place))) return false;
    this.link = 'to';
    this.advance(1);
    return true;
  }

  private toWeekday(): boolean {
    const current = this.last();
    const range = current && isWeekday(current) ? toWeekdayAt(this.text, this.place) : null;
    if (!range) return false;
    this.link = 'to';
    this.put(range.day);
    this.advance(range.length);
    return true;
  }

  private listedWeekday(): boolean {
    const current = this.last();
    const listed = current && isWeekday(current) ? listedWeekdayAt(this.text, this.place) : null;
    if (!listed) return false;
    this.link = 'and';
    this.put(listed.day);
    this.advance(listed.length);
    return true;
  }

  /** What says more about the day before it: ,周三 behind a date, 前一天 behind a day's name, 内 behind a week. */
  private besides(): boolean {
    const current = this.last();
    if (!current?.days || this.link !== 'none' || current.time !== null) return false;
    const { text, place } = this;
    const gloss = current.gloss === null && isDated(current.days) ? glossAt(text, place) : null;
    if (gloss) {
      current.gloss = gloss.value.weekday;
      current.glossListed = gloss.value.listed;
      this.advance(gloss.length);
      return true;
    }
    if (!isWhole(current)) return false;
    const dated = this.dateBehind(current);
    const near = besideAt(text, place, current.days);
    if (near) current.days = near.value;
    const length = dated || (near?.length ?? withinAt(text, place, current.days));
    this.advance(length);
    return length > 0;
  }

  /** The ,12月9号 of 周三,12月9号; of 周三,9号 where that is the day, else one of the two is asked for. */
  private dateBehind(current: PhraseItem): number {
    if (current.days?.kind !== 'weekday' || current.days.last !== undefined || current.gloss !== null) return 0;
    if (this.text.charAt(this.place) !== ',') return 0;
    const next = timeWordAt(this.text, this.place + 1, this.thisYear);
    if (next?.word.kind !== 'days' || next.word.spec.kind !== 'date') return 0;
    current.gloss = current.days;
    current.days = next.word.spec;
    return next.length + 1;
  }

  /** 周五之前 and the like end a phrase. */
  private closing(): boolean {
    const current = this.last();
    const since = current ? sinceAt(this.text, this.place) : 0;
    if (current && since > 0) {
      current.edge = 'since';
      this.advance(since);
      return true;
    }
    const edge = current ? edgeAt(this.text, this.place) : null;
    if (!current || edge?.word.kind !== 'edge') return false;
    current.edge = edge.word.edge;
    this.advance(edge.length);
    const run =
      /[起始]$/.test(this.text.slice(0, this.place)) && current.days && isWhole(current)
        ? runAt(this.text, this.place, current.days)
        : null;
    if (run) {
      current.edge = null;
      current.days = run.value;
      this.advance(run.length);
    }
    return true;
  }

  private joint(): boolean {
    const joint = this.span === null ? linkAt(this.text, this.place) : null;
    if (joint?.word.kind !== 'link') return false;
    this.link = joint.word.link;
    this.place += joint.length;
    return true;
  }

  /** 周三的晚上 and 夜班 5号 are one phrase, 周三的班 is not. */
  private glue(): boolean {
    const current = this.last();
    if (current && !hasDay(current) && this.text.charAt(this.place) === ' ') return this.dayBehind(current);
    if (current && this.shiftBehind(current)) return true;
    const said = GLUE.exec(this.text.slice(this.place, this.place + 4))?.[0];
    if (said === undefined || !current || current.days === null || !isWhole(current) || this.span !== null)
      return false;
    const after = this.place + said.length;
    const next = partAt(this.text, after, true, this.extraParts) ?? timeWordAt(this.text, after, this.thisYear);
    const belongs = next !== null && (next.word.kind === 'part' || next.word.kind === 'time');
    if (!belongs && !said.endsWith('天')) return false;
    this.advance(said.length);
    return true;
  }

  /** 今晚的夜班 names one shift, as 今晚夜班 does. */
  private shiftBehind({ part, time }: PhraseItem): boolean {
    if (part === null || part.kind === 'shift' || time !== null || this.text.charAt(this.place) !== '的') return false;
    const next = partAt(this.text, this.place + 1, true, this.extraParts)?.word;
    if (next?.kind !== 'part' || next.part.kind !== 'shift') return false;
    this.advance(1);
    return true;
  }

  private dayBehind(current: PhraseItem): boolean {
    const next = this.span === null && !isWhole(current) ? timeWordAt(this.text, this.place + 1, this.thisYear) : null;
    if (next?.word.kind !== 'days') return false;
    this.advance(1);
    return true;
  }
}

/** The phrase that begins exactly at `at`, as long as it goes; null when none does. */
export function phraseAt(text: string, at: number, thisYear: number, extraParts: readonly string[]): TimePhrase | null {
  if (!beginsTime(text.charAt(at)) && !extraParts.some((part) => text.startsWith(part, at))) return null;
  return new PhraseReader(text, at, thisYear, extraParts).read();
}

import { hanAt } from './name-characters';
import type { KnownPeople } from './known-people';
import {
  beginsName,
  givenNameAt,
  isNoName,
  nameAt,
  rareNameAt,
  soundedNameAt,
  titleAt,
  type NameFound,
} from './people';

const STRONG = /(?:[给让由请跟和与找叫换替代帮顶派@]|换成|改[成为由]|换为|转给|联系|安排)$/;
const GIVEN_ONLY = /[给让由代替@]$/;
/** Behind these stands nothing but a person. */
const PERSON_ONLY = /(?:[给让由代替帮@跟找叫顶]|安排|换成|改[成为由]|换为|转给|联系)$/;
/** Behind these a person stands when a swap, or the end, follows the name. */
const PARTNER = /[和与同换跟找]$/;
const SWAPPED = /^(?:的|[换对调互交]|第?\d|$|[,;。!])/;
const LAST = new Set('给让由代替@帮跟找叫顶和与同换排成系派');
/** What leads to somebody's name that the register has. */
const LEADS_TO_KNOWN = /(?:[看查问催把将]|一下|下|的|是|有|知道)$/;
/** 周五的班韦兰替我: a name may stand anywhere before this. */
const COVERS_ME = /^[\u4e00-\u9fff]?(?:来|可以|能)?[替顶代帮]我/;
/** 把张洁从…, 把张洁安排到… */
const PLACED = /^[\u4e00-\u9fff]?(?:从|安排|[调排派换补]到)/;
const NAME_FOLLOWS =
  /^(?:什么|何时|哪[天几]|几[号点]|周几|[替顶代值接补换来的愿]|说|答应|和|跟|$|[,;。~!?…]|在[班岗值]|几个?班|[有值上排]了?[几多]|还有[几多]|一共|总共)/;
/** 从丽这个月几个班, 和敏在班吗. */
const ASKED_ABOUT = /^.{0,10}?(?:几个?班|多少个?班|在[班岗](?:吗|没|不)|值不值班|值班吗)/;
/** Softening words at the end, which are no part of a name. */
const SOFT = /[哈哟嘞咯啰噻啵嗷]/;

/** Those who are nobody in particular, or not to be given anything. */
const NOBODY =
  /^(?:[你您我他她它谁咱俺]|大家|别|其[他它]|人|哪|有|任何|忙|班|值|理|为|谢|一|全|所有|各|群|机器|系统|统筹|小约|前|后|原来|平时|上次|上回|自己|对方|没|不|某)|[我你您谁吗吧呢了]|商量|说|时间|日期|班次|哪|怎么/;
const TAKES_OVER = /(?:[A-Z]的?班?|[让转交换留])给$/;
const SWAPS_WITH = /^([\p{Script=Han}·]{1,10}?)的?(?=换|对调|互换|对换|调换|调个?班|调一)/u;
const TAKES = /^([\p{Script=Han}·]{1,10}?)(?=[吧啊呀]*(?:$|[,;。!]))/u;
const IS_ACTED_FOR = /^([\p{Script=Han}·]{1,10}?)(?=认领|退班|请假|报名|确认|签到|到岗|求替|换班|离岗|登记|撤销)/u;
const STANDS_FIRST = /^[^\u4e00-\u9fff]?(?:请|我|想|要)?[代替帮]$/;

/** A person who is named at a place; `unsure` where only the construction tells that it is one. */
export interface PersonFound extends NameFound {
  readonly unsure?: true;
}

/** Where other words and times stand. */
export interface OtherWords {
  /** True where the name of a programme or a post begins. */
  readonly isWord: (at: number) => boolean;
  /** Up to where a time goes that begins at `at`; `at` itself where none does. */
  readonly timeTo: (at: number) => number;
}

/** Finds who is named in a normal text: the people of the register first, then whatever has the look of a name. */
export class PersonReader {
  constructor(
    private readonly text: string,
    private readonly people: KnownPeople,
    private readonly words: OtherWords,
  ) {}

  private readonly blocked = (at: number): boolean => this.words.timeTo(at) > at || this.words.isWord(at);

  /** Somebody of the register where a person is due, whatever else her name may mean. */
  knownAt(at: number): PersonFound | null {
    if (!this.people.begins(this.text.charAt(at))) return null;
    const before = this.text.slice(Math.max(0, at - 2), at);
    const strong = STRONG.test(before);
    const found = strong || at === 0 ? this.known(at, before, strong) : null;
    return found && (strong || found.length > 2) ? found : null;
  }

  /** Who is named at `at`; `out` is the skeleton up to there. */
  at(at: number, out: string): PersonFound | null {
    const { text } = this;
    const char = text.charAt(at);
    const last = text.charAt(at - 1);
    const knows = this.people.begins(char);
    if (!beginsName(char) && !knows && !LAST.has(last) && text.indexOf('·', at) < 0) return null;
    const before = text.slice(Math.max(0, at - 2), at);
    // 换成李梅 is about 李梅, not about somebody called 成.
    if (char === '成' && /[换改]$/.test(before)) return null;
    const previous = out.charAt(out.length - 1);
    const strong = STRONG.test(before) || (/[把将]$/.test(before) && PLACED.test(text.slice(at + 2, at + 7)));
    const start = at === 0 || /[,;。 ]/.test(previous);
    const due = strong || start || COVERS_ME.test(text.slice(at + 2, at + 8)) || /[NT]/.test(previous);
    if (knows && (due || LEADS_TO_KNOWN.test(before))) {
      const known = this.known(at, before, strong);
      if (known) return known;
    }
    if (!due || this.words.isWord(at)) return null;
    return this.called(at, before, strong, start) ?? (strong ? this.unread(at, before, out) : null);
  }

  private known(at: number, before: string, strong: boolean): PersonFound | null {
    const found = this.people.at(this.text, at);
    if (!found || (found.part && !strong)) return null;
    const end = at + found.length;
    if (this.words.timeTo(at) >= end && (found.part || !GIVEN_ONLY.test(before))) return null;
    if (found.length < 3 && isNoName(this.text, at) && (found.part || !this.isDue(before, end))) return null;
    // 3给王芳芳 is not for 王芳.
    const longer = nameAt(this.text, at, this.blocked);
    if (longer && longer.length > found.length && at + longer.length === this.text.length && !this.softly(end))
      return longer;
    return { name: found.name, length: found.length + titleAt(this.text, end) };
  }

  /** True where only a person can stand, so that even 和平 is one. */
  private isDue(before: string, end: number): boolean {
    const first = end <= 2 && ASKED_ABOUT.test(this.text.slice(end, end + 16));
    return first || PERSON_ONLY.test(before) || PARTNER.test(before);
  }

  private softly(at: number): boolean {
    return SOFT.test(this.text.charAt(at)) || titleAt(this.text, at) > 0;
  }

  private called(at: number, before: string, strong: boolean, start: boolean): PersonFound | null {
    const { text } = this;
    const { blocked } = this;
    const { timeTo } = this.words;
    const sounded = soundedNameAt(text, at, blocked);
    const usual = nameAt(text, at, blocked) ?? (GIVEN_ONLY.test(before) ? givenNameAt(text, at, blocked) : null);
    const named = sounded && sounded.length > (usual?.length ?? 0) ? null : usual;
    if (named) {
      const after = at + named.length;
      const ofTime = start && timeTo(after) > after;
      return strong || ofTime || NAME_FOLLOWS.test(text.slice(after, after + 4)) ? named : null;
    }
    const rare = sounded ?? rareNameAt(text, at, blocked);
    if (!rare) return null;
    const after = at + rare.length;
    const behind = text.slice(after, after + 16);
    const partner = PARTNER.test(before) && (SWAPPED.test(behind) || timeTo(after) > after);
    const only = partner || PERSON_ONLY.test(before);
    return only || (start && ASKED_ABOUT.test(behind)) ? rare : null;
  }

  /** Somebody whom a swap, a gift or an act on her behalf names in words that are no name: who it is has to be asked. */
  private unread(at: number, before: string, out: string): PersonFound | null {
    if (hanAt(this.text, at) === '') return null;
    const rest = this.text.slice(at, at + 16);
    const found =
      (/[跟和与同找]$/.test(before) && SWAPS_WITH.exec(rest)) ||
      (TAKES_OVER.test(out) && TAKES.exec(rest)) ||
      (STANDS_FIRST.test(out) && IS_ACTED_FOR.exec(rest));
    if (!found) return null;
    const name = found[1] ?? '';
    if (NOBODY.test(name) || (isNoName(this.text, at) && !/^那[个位]/.test(rest))) return null;
    return { name, length: name.length, unsure: true };
  }
}

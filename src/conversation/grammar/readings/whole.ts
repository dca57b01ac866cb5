import { readAnswer } from './answers';
import { typed, type Normal } from '../text/normalise';
import { readNumber } from '../text/numbers';
import type { Act, Reading, Slots, WallContext } from '../reading';
import type { Skeleton } from '../entities/skeleton';

const none = (): Reading => ({ act: 'none', slots: {}, ask: null });
const reading = (act: Act): Reading => ({ act, slots: {}, ask: null });

/** Some of a list by where they stand: 前两个都要, 最后两个. */
const FEW =
  /^(?:我)?(?:要)?(前|最?后)(?:面)?([一二两三四五六七八九\d])个(?:班|场)?(?:我|都|全)*(?:要|给我|领|认领|包|上|来)?[了吧。!~]*$/;

/** 登记五六户: about so many, which is no figure. */
const ABOUT_SO_MANY =
  /^(?:登记|上报|汇报|报数)[:, ]*(?:一下|今天|今晚|到场|来了?|来电|高危|来访|家庭|参加)*(?:一[二两]|[二两]三|三四|四五|五六|六七|七八|八九|十[几来]|好?几十?)(?:来|多)?(?:户|家|个|通|人|位|次|组|例)/;

/** What only makes sense as the whole of an utterance: a number, +1, a code, stars, an answer to a numbered list. */
class Whole {
  constructor(
    private readonly normal: Normal,
    private readonly skeleton: Skeleton,
    private readonly context: WallContext,
  ) {}

  /** A bare number, +1, a bare code: readable only as a whole. */
  read(): Reading[] | null {
    const { text } = this.skeleton;
    const bare = text.replace(/[,。!;~.]+$/, '');
    if (/^\?+$/.test(text)) return [reading('help')];
    if (/^取消[吧了掉]*$/.test(bare))
      return [{ ...none(), ask: { about: 'act', options: ['撤销', '取消报名', '退班'] } }];
    if (/^(?:\+\d+|加[N一])$/.test(bare)) {
      return bare === '+1' || this.normal.text.startsWith('加一') || this.normal.text.startsWith('加1')
        ? [reading('claim')]
        : [{ ...reading('none'), ask: { about: 'act', options: ['认领', '报名'] } }];
    }
    if (ABOUT_SO_MANY.test(this.normal.text)) return [{ ...reading('report'), ask: { about: 'number', options: [] } }];
    const counted = this.countedFor(bare);
    if (counted) return [counted];
    const scored = /^(?:.{0,30}[,。!:])?(?:给|打)?个?([1-5一二三四五])(?:分|颗?星)(?:好评)?[!。~]*$/.exec(
      this.normal.text,
    );
    if (scored) {
      const note = typed(this.normal, 0, this.normal.text.length).replace(
        /[,，。!！:：]*(?:(?:评价|评分|打分)[:：]?)?(?:给|打)?个?.(?:分|颗?星)(?:好评)?[!！。~]*$/u,
        '',
      );
      return [
        {
          ...reading('feedback'),
          slots: { score: readNumber(scored[1] ?? '') ?? 0, ...(note === '' ? {} : { note }) },
        },
      ];
    }
    const except =
      /^(?:我|那)?除了?T(?:以外|之外|外)?,?(?:我)?(?:其他|其它|别的|其余|剩下|平时)?(?:时间|时候|日子)?(?:我)?(?:都|全)?(?:行|可以|有空|能来?|没问题|ok|可|方便)(?:的|了)?$/.exec(
        bare,
      );
    if (except) {
      const but = typed(this.normal, 0, this.normal.text.length).replace(
        /[,，]?(?:我)?(?:其他|其它|别的|其余|剩下|平时|时间|时候|日子|都|全).*$/,
        '',
      );
      return [{ ...reading('agree'), slots: { but }, ask: { about: 'act', options: ['空班', '同意'] } }];
    }
    const listed = this.fromList(bare);
    if (listed) return [listed];
    const entity = this.skeleton.entities.get(0);
    if (bare === 'N' && entity?.kind === 'N') return [this.bareNumber(entity.numbers)];
    if (bare === 'K' && entity?.kind === 'K')
      return [
        {
          ...reading('none'),
          slots: { code: entity.code },
          ask: { about: 'act', options: [`绑定 ${entity.code}`, `签到 ${entity.code}`] },
        },
      ];
    return null;
  }

  /** 沙龙+3: a family that counts itself for a session, and nobody for a shift. */
  private countedFor(bare: string): Reading | null {
    const people = /^G的?(?:\+|加)([1-9]|1\d|N|H)(?:个?人|个|位)?$/.exec(bare)?.[1];
    if (people === undefined) return null;
    const programme = [...this.skeleton.entities.values()].find(({ kind }) => kind === 'G');
    const figure = [...this.skeleton.entities.values()].find(({ kind }) => kind === 'N' || kind === 'H');
    const listed = figure?.kind === 'N' ? figure.numbers[0] : figure?.kind === 'H' ? figure.party : null;
    const party = Number.isNaN(Number(people)) ? listed : Number(people);
    if (programme?.kind !== 'G' || party === null || party === undefined) return null;
    const options = [`报名 ${programme.word} ${String(party)}人`];
    return { act: 'register', slots: { programme: programme.word, party }, ask: { about: 'act', options } };
  }

  /** What only a numbered list that stands open gives a meaning: 都要, 最后一个, 除了3都要. */
  private fromList(bare: string): Reading | null {
    const { numbered } = this.context;
    if (numbered === undefined || numbered === 0 || numbered > 40 || bare.includes('T')) return null;
    const all = Array.from({ length: numbered }, (_, i) => i + 1);
    const spared =
      /^除了?N(?:以外|之外|外)?,?(?:别的|其他的?|其它的?|其余的?)?我?(?:都|全)(?:都)?(?:要|上|领|包|值)了?$/.test(bare)
        ? [...this.skeleton.entities.values()].flatMap((entity) => (entity.kind === 'N' ? entity.numbers : []))
        : null;
    if (spared) {
      const numbers = all.filter((number) => !spared.includes(number));
      return {
        ...reading('claim'),
        slots: { numbers },
        bare: true,
        ask: { about: 'act', options: [`认领 ${numbers.join('、')}`] },
      };
    }
    if (/^N我?(?:都|全)?(?:可以|行|能来|能值|没问题)(?:的|了)?$/.test(bare))
      return this.bareNumber(
        [...this.skeleton.entities.values()].flatMap((each) => (each.kind === 'N' ? each.numbers : [])),
      );
    const few = FEW.exec(this.normal.text);
    if (few) {
      const count = readNumber(few[2] ?? '') ?? 0;
      if (count > 0 && count <= numbered)
        return this.bareNumber(few[1] === '前' ? all.slice(0, count) : all.slice(-count));
    }
    const answer = readAnswer(this.normal.raw, numbered);
    if (answer.kind === 'all') return this.bareNumber(all);
    return answer.kind === 'number' && answer.numbers ? this.bareNumber(answer.numbers) : null;
  }

  private bareNumber(numbers: readonly number[]): Reading {
    const { numbered } = this.context;
    const slots: Slots = { numbers: [...numbers] };
    if (numbered === undefined) return { act: 'none', slots, ask: null };
    const inside = numbers.every((number) => number >= 1 && number <= numbered);
    const options = Array.from({ length: Math.min(numbered, 20) }, (_, i) => `认领 ${String(i + 1)}`);
    return { act: 'claim', slots, bare: true, ask: inside ? null : { about: 'number', options } };
  }
}

/** The readings of an utterance that is readable only as a whole, or null. */
export const readWhole = (normal: Normal, skeleton: Skeleton, context: WallContext): Reading[] | null =>
  new Whole(normal, skeleton, context).read();

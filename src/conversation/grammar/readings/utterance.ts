import { ruleFor, type ClauseForm } from '../clauses/rule-for';
import { capitalsIn, clausesOf, cutsOf, type Clause } from '../clauses/clause';
import { ClauseJoiner, LOOKS, NEGATION, ONLY_LOOKS } from './clause-joiner';
import type { Entity } from '../entities/entity';
import type { Evidence } from '../evidence/evidence';
import { evidenceOf } from '../evidence/gather';
import { lexiconOf } from '../entities/measure-lexicon';
import { withExceptions } from '../entities/exceptions';
import { Finisher } from './finish';
import { lookByWords } from '../clauses/look-words';
import { typed, type Normal } from '../text/normalise';
import type { Piece } from '../clauses/piece';
import type { Act, Ask, Reading, WallContext } from '../reading';
import { isDatedReason, isRemark, leavesPlain, mayBend } from './remarks';
import { replacementIn } from './replacement';
import { SkeletonReader, type Skeleton } from '../entities/skeleton';
import { askedIn } from '../clauses/question-words';
import { soundsLikeCommand } from '../text/slips';
import { asMeant } from './second-thoughts';
import { readWhole } from './whole';

const none = (): Reading => ({ act: 'none', slots: {}, ask: null });

/** Words that are an answer only when they stand alone. */
const ANSWERS: ReadonlySet<Piece['intent']> = new Set<Piece['intent']>([
  'agree',
  'refuse',
  'answer-yes',
  'confirm',
  'can',
]);

/** Acts that mean little without a shift or a session. */
const NEEDS_MORE: ReadonlySet<Piece['intent']> = new Set<Piece['intent']>([
  'register',
  'unregister',
  'claim',
  'drop',
  'confirm',
]);

/** Where somebody begins to speak for another: 代 张三 认领 3. */
const ACTS_FOR =
  /(?<=^|[,;。!~])(?:我|要|想|请|麻烦)*(?:代替|代|帮|替|给|为)P(?:来|去)?(?=认领|领|退|请|报名|报个名|确认|签到|取消|到岗|求替|换班|离岗|登记|评价|撤销|把|晚到|迟到)/g;

/** What can be done for another. */
const FOR_ANOTHER = '认领|领|退班|退|请假|报名|报个名|确认|签到|取消报名|到岗|求替|换班|离岗|登记|撤销';
/** 12月5号晚班代王芳认领: what it is about stands first. */
const ACTS_FOR_LAST = new RegExp(
  `^([TNGO的班]+),?(?:我|要|想|请|麻烦)*(?:代替|代|帮|替|给|为)P(?:来|去)?(${FOR_ANOTHER})[了吧一下。!~]*$`,
);
/** 帮王芳12月5号请假: what it is about stands between. */
const ACTS_FOR_BETWEEN = new RegExp(
  `^(?:我|要|想|请|麻烦)*(?:代替|代|帮|替|给|为)P(?:把|来|去)?([TNGO的班]+)(${FOR_ANOTHER})[了吧一下。!~]*$`,
);
/** 请假12月5号代王芳: for whom stands last, and may be for whom the speaker serves. */
const ACTS_LAST_FOR = new RegExp(`^(${FOR_ANOTHER})([TNGO的班]+),?(?:代替|代|帮|替|为)P[吧的。!~]*$`);

/** 把张洁从周六夜班撤下来: somebody else's shift is given back. */
const TAKES_OFF =
  /^(?:请|麻烦|帮我)*[把将]P从?[TN]的?班?上?(?:撤|拿|换|划|去|取)(?:下来|下去|下|掉|出来|消)了?[。!~]*$/;

const OFFERS = /^T(?:的|那天)*班?我(?:都|也)?(?:可以|能|行)(?:来|去|值|上)*的?$/;
const namesDayPart = (entity: Entity): boolean =>
  entity.kind === 'T' && entity.phrase.items.some(({ part, days }) => part?.kind === 'shift' && days !== null);

/** Where the reason begins in speech without a pause. */
const WHY = /^(?:因为|因|反正|正好|刚好)/;

/** What people put around a question about the rota: 帮我看看…, …发我看看. */
const LOOKS_AT = /^(?:我|想|要|再|先)*(?:看看|查查|看一看|查一查|看|查|问问|问|知道|了解|说说)(?=.)/;
const SHOWN = /(?<=.)(?:发我|发给我|给我|告诉我)?(?:看看|瞧瞧|看)$|(?<=.)(?:发我|发给我|告诉我)$/;

/** So many places are tried for a new thought in all: 想想想… would have one at every character. */
const MOST_CUTS = 60;

/** One utterance on its way to readings; `again` reads a piece of it, or what it may have meant, from the start. */
export class Utterance {
  private readonly skeleton: Skeleton;
  private readonly builder: ClauseJoiner;
  private readonly finisher: Finisher;
  private cut: readonly Clause[] | null = null;
  private cutsLeft = MOST_CUTS;
  /** The pieces that the readings came from. */
  private read: readonly Piece[] = [];
  /** The clause of a look that was told by its words alone. */
  private looked: string | null = null;

  constructor(
    private readonly normal: Normal,
    private readonly context: WallContext,
    private readonly again: (text: string) => Reading[],
  ) {
    this.skeleton = withExceptions(
      new SkeletonReader(normal, Number(context.wall.slice(0, 4)), context.vocabulary).read(),
    );
    this.builder = new ClauseJoiner(normal);
    this.finisher = new Finisher(normal, this.skeleton, context, this.builder);
  }

  private get clauses(): readonly Clause[] {
    this.cut ??= clausesOf(this.skeleton);
    return this.cut;
  }

  readings(): Reading[] {
    return (
      readWhole(this.normal, this.skeleton, this.context) ??
      this.putRight() ??
      this.actFor() ??
      this.byClauses() ??
      this.slip() ??
      this.byWords() ??
      this.nearest() ?? [none()]
    );
  }

  /** 认领3,说错了,是4: what is meant in the end, and always asked. */
  private putRight(): Reading[] | null {
    const meant = asMeant(this.normal, this.skeleton);
    if (meant === null) return null;
    const asked: Ask = { about: 'act', options: [meant] };
    return this.again(meant).map((each) => (each.act === 'none' ? each : { ...each, ask: each.ask ?? asked }));
  }

  /** What was found on the way to the readings. */
  evidence(): Evidence {
    const { normal, skeleton, read: pieces, looked } = this;
    return evidenceOf({ normal, skeleton, clauses: this.clauses, pieces, looked, wall: this.context.wall });
  }

  /** 代 张三 认领 3: what follows the name, up to the next such beginning, is read as if the other had said it. */
  private actFor(): Reading[] | null {
    if (!this.skeleton.text.includes('P')) return null;
    const removed = TAKES_OFF.exec(this.skeleton.text);
    if (removed) {
      const at = removed[0].search(/[TN]/);
      return this.doneFor(removed, `退班 ${this.between(at, at + 1)}`);
    }
    const replaced = this.replaced();
    if (replaced) return replaced;
    const ordered = this.actForInOrder();
    if (ordered) return ordered;
    const starts = [...this.skeleton.text.matchAll(ACTS_FOR)];
    const first = starts[0];
    if (!first) return null;
    const before = first.index === 0 ? [] : this.again(this.between(0, first.index));
    // 莫芳手机坏了,帮莫芳认领…: what only tells why is left out
    const told = before.every(({ act }) => act === 'none') && !mayBend(this.skeleton.text.slice(0, first.index));
    const readings = told ? [] : before;
    for (const [i, start] of starts.entries()) {
      const next = starts[i + 1]?.index ?? this.skeleton.text.length;
      const done = this.doneFor(start, this.between(start.index + start[0].length, next));
      if (!done) return null;
      readings.push(...done);
    }
    return readings;
  }

  /** 把15号早班的王敏换成莫红梅: neither of the two gets lost. */
  private replaced(): Reading[] | null {
    const said = replacementIn(this.normal, this.skeleton);
    if (!said) return null;
    const inner = this.again(`换班 ${said.shift} 给${said.to}`);
    if (inner.some(({ act }) => act !== 'give')) return null;
    return inner.map((each) => ({
      ...each,
      act: 'act-for',
      doing: each.act,
      slots: { ...each.slots, person: said.from },
      recipient: said.to,
    }));
  }

  /** The same where the particulars do not stand behind the verb. */
  private actForInOrder(): Reading[] | null {
    const { text } = this.skeleton;
    const found = ACTS_FOR_LAST.exec(text) ?? ACTS_FOR_BETWEEN.exec(text);
    if (found) {
      const [, about = '', verb = ''] = found;
      const at = text.indexOf(about, found.index);
      return this.doneFor(found, `${verb} ${this.between(at, at + about.length)}`);
    }
    const last = ACTS_LAST_FOR.exec(text);
    if (!last) return null;
    const [, verb = '', about = ''] = last;
    const said = `${verb} ${this.between(verb.length, verb.length + about.length)}`;
    const done = this.doneFor(last, said);
    const person = done?.[0]?.slots.person ?? '';
    return (
      done?.map((reading) => ({
        ...reading,
        ask: reading.ask ?? { about: 'act', options: [`代 ${person} ${said}`, said] },
      })) ?? null
    );
  }

  /** What was typed between two places of the skeleton. */
  private between(from: number, to: number): string {
    const { places } = this.skeleton;
    return typed(this.normal, places[from] ?? 0, places[to] ?? this.normal.text.length);
  }

  private doneFor(start: RegExpExecArray, said: string): Reading[] | null {
    const entity = this.skeleton.entities.get(start.index + start[0].indexOf('P'));
    const inner = this.again(said);
    if (entity?.kind !== 'P' || inner.some(({ act }) => act === 'none' || act === 'crisis')) return null;
    const readings = inner.map((each): Reading => ({
      ...each,
      act: 'act-for',
      slots: { ...each.slots, person: entity.name },
      doing: each.act,
      ...(each.slots.person === undefined ? {} : { recipient: each.slots.person }),
      ...(entity.unsure ? { ask: { about: 'person', options: [] } } : {}),
    }));
    // 代 张三 认领 3,退班 5: the second act may be one's own.
    return readings.length === 1
      ? readings
      : readings.map((each) => ({
          ...each,
          ask: each.ask ?? { about: 'act', options: [`代 ${entity.name} ${said}`] },
        }));
  }

  private byClauses(): Reading[] | null {
    const pieces: Piece[] = [];
    for (const clause of this.clauses) pieces.push(...this.pieces(clause, 2));
    this.read = pieces;
    const drafts = this.builder.merge(pieces);
    const only = pieces.filter((piece) => piece.intent !== 'nothing');
    if (drafts.length === 0 && only.length > 0 && only.every((piece) => piece.intent === 'more'))
      return [this.bareParticulars(only)];
    if (drafts.length === 0) return null;
    return drafts.flatMap((draft) => this.finisher.finishAll(draft));
  }

  private piece(clause: Clause): Piece {
    const asked = askedIn(clause);
    if (asked && capitalsIn(clause.core) === clause.entities.length)
      return {
        clause: { ...clause, condition: false },
        ...asked,
        doubtful: false,
        splits: false,
        entities: clause.entities,
      };
    const rule =
      ruleFor(clause.core) ??
      (clause.question ? ruleFor(clause.core.replace(/(?<=.)[吗么否]$/, '')) : null) ??
      this.look(clause);
    const { entities } = clause;
    const plans = rule !== null && ONLY_LOOKS.has(rule.intent) && /打算|计划|想多|多值几/.test(clause.core);
    const asksState = clause.asksState && rule !== null && !LOOKS.has(rule.intent);
    if (!rule || asksState || plans || capitalsIn(clause.core) !== entities.length) {
      const empty = clause.core === '' && entities.length === 0;
      return { clause, intent: empty ? 'nothing' : 'unknown', doubtful: false, splits: false, entities };
    }
    // 明天的晚班我可以 is as good as 我来: it names the shift
    const offers = rule.intent === 'can' && OFFERS.test(clause.core) && entities.some(namesDayPart);
    const intent = offers ? 'claim' : rule.intent;
    return { clause, intent, doubtful: rule.doubtful, splits: rule.splits, entities };
  }

  /** A look at something, without the words that only say that one wants to look. */
  private look({ core }: Clause): ClauseForm | null {
    const bare = core.replace(LOOKS_AT, '').replace(SHOWN, '');
    const found = bare === core || bare === '' ? null : ruleFor(bare);
    return found && ONLY_LOOKS.has(found.intent) ? found : null;
  }

  /** A clause as one piece, or cut where a new thought begins when it makes no sense whole; `cuts` is how often it may be. */
  private pieces(clause: Clause, cuts: number): Piece[] {
    const whole = this.piece(clause);
    if (whole.intent !== 'unknown' || cuts === 0 || clause.condition || clause.asksState || clause.core.length > 44)
      return [whole];
    for (const [before, behind] of cutsOf(this.skeleton, clause)) {
      if (this.cutsLeft-- <= 0) break;
      const first = this.piece(before);
      const after = behind();
      if (!after) continue;
      const rest = this.pieces(after, cuts - 1);
      if (first.intent === 'unknown') {
        // 后天要去南宁开会|请一天假: the reason names the day.
        const [only] = rest.length === 1 ? rest : [];
        if (only?.intent === 'take-leave' && isDatedReason(first)) return [first, only];
        // 路上堵车|刚刚到岗
        if ((only?.intent === 'arrive' || only?.intent === 'off-duty') && isRemark(first)) return [only];
        continue;
      }
      // 不得那天我要带孙子: a reason behind a refusal adds nothing to it.
      const reasoned = first.intent === 'refuse' && rest.every(({ intent }) => intent === 'nothing');
      if (ANSWERS.has(first.intent) && !reasoned) continue;
      // …退掉|因为单位临时安排我出差: why, whatever it is
      const why = after.core !== '' && WHY.test(this.skeleton.text.slice(after.start)) && rest.every(isRemark);
      if (why && leavesPlain(first.intent as Act, rest[0] ?? first)) return [first];
      if (rest.some(({ intent }) => intent === 'unknown' || ANSWERS.has(intent))) continue;
      // 我要报名|周六的沙龙没 would tear the question from what it is about.
      if (
        NEEDS_MORE.has(first.intent) &&
        first.entities.length === 0 &&
        rest.some(({ intent }) => intent !== 'unknown' && ONLY_LOOKS.has(intent))
      )
        continue;
      return [first, ...rest];
    }
    return [whole];
  }

  /** A time or a name and nothing else asks for nothing, but may answer what was asked before. */
  private bareParticulars(pieces: readonly Piece[]): Reading {
    const past = this.finisher.particularsAlone(pieces.flatMap((piece) => piece.entities));
    // 我上周四晚班 may tell of last Thursday or ask for the next one.
    if (/^我们?上(?:周|星期|礼拜)/.test(this.normal.text)) {
      const [wanted] = this.again(this.normal.text.replace(/^我们?上/, '我来'));
      const options = [...(wanted?.slots.when ?? []), ...(past.slots.when ?? [])];
      if (wanted?.act === 'claim') return { ...wanted, ask: { about: 'when', options } };
    }
    return past;
  }

  /** A question about the rota whose words leave no doubt, whatever their order. */
  private byWords(): Reading[] | null {
    const { names } = lexiconOf(this.context.vocabulary);
    const pieces = this.clauses.map((clause) => this.piece(clause)).filter(({ intent }) => intent !== 'nothing');
    for (const asked of pieces) {
      const intent = asked.clause.condition ? null : lookByWords(asked.clause.core, this.skeleton.text, names);
      if (intent === null) continue;
      const found = this.lookFor(asked, intent, pieces);
      // what the organisation calls what it measures is known, whatever it is
      if (found) this.looked = names.reduce((left, name) => left.replaceAll(name, ''), asked.clause.core);
      return found;
    }
    return null;
  }

  /** Null when another piece is more than a remark, or something is left to be asked. */
  private lookFor(asked: Piece, intent: Piece['intent'], pieces: readonly Piece[]): Reading[] | null {
    if (pieces.some((piece) => piece !== asked && !isRemark(piece))) return null;
    if (capitalsIn(asked.clause.core) !== asked.entities.length) return null;
    const found = this.builder.merge([{ ...asked, intent }]).flatMap((draft) => this.finisher.finishAll(draft));
    return found.every(({ ask }) => ask === null) ? found : null;
  }

  private slip(): Reading[] | null {
    const meant = soundsLikeCommand(this.normal.text);
    if (meant === null) return null;
    const inner = this.again(meant)[0];
    if (!inner || inner.act === 'none' || inner.act === 'crisis') return null;
    const rest = meant.replace(/^([\u4e00-\u9fff]{2,4}?)(?=[\d第])/, '$1 ');
    return [{ ...inner, ask: { about: 'act', options: [rest] } }];
  }

  /** Something close to a command that is not quite one: the nearest act is offered, never taken. */
  private nearest(): Reading[] | null {
    const { text } = this.skeleton;
    if (text.length > 16 || NEGATION.test(text) || /[?吗么]|谁|再|如果|假如|要是|P/.test(text)) return null;
    if (/本来|原本|已经|昨|前天|上(?:周|个?月|星期|礼拜)|刚才|过/.test(this.normal.text)) return null;
    const word = /认领|退班|求替|换班|请假|撤销|到岗|离岗|签到|报名|确认|值班/.exec(text)?.[0];
    if (word === undefined || !/[TNK]/.test(text)) return null;
    if (text.replace(word, '').replace(/[A-Z的我要想请帮了吧呢啊个班一下这那号]/g, '').length > 2) return null;
    const command = word === '值班' ? '认领' : word;
    const particulars = [...this.skeleton.entities.keys()]
      .map((place) => this.normal.text.slice(this.skeleton.places[place] ?? 0, this.skeleton.places[place + 1] ?? 0))
      .join(' ');
    return [{ ...none(), ask: { about: 'act', options: [`${command} ${particulars}`] } }];
  }
}

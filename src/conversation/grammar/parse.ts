import { civilOf, dayNumber, minutesOfClock } from '../../kernel/civil-time';
import { ruleFor } from './clauses';
import type { Intent } from './clause-rules';
import { COMMAND, isCommandForm } from './commands';
import { capitalsOf, clausesOf, type Clause } from './core';
import { soundsLikeCrisis } from './crisis';
import type { Today } from './days';
import { normalise, typed, type Normal } from './normalise';
import { readNumber } from './numbers';
import type { Act, Ask, Context, Reading, Slots, WallContext } from './reading';
import { SkeletonReader, type Entity, type Skeleton } from './skeleton';
import { soundsLikeCommand } from './slips';
import { directionOf, doubtListed, gather, otherOf, type Gathered } from './slots';

/** Beyond this nobody types to a rota; only notes and 接龙 lists may be longer. */
const LONGEST_UTTERANCE = 400;
const LONGEST_SCANNED = 20_000;

/** Acts that change nothing and may therefore be asked for in a question. */
const LOOKS: ReadonlySet<Intent> = new Set<Intent>([
  'on-duty', 'my-shifts', 'open-shifts', 'my-stats', 'sessions', 'stats', 'year-report', 'gaps', 'unconfirmed', 'help', 'calendar', 'offer', 'nothing', 'more',
]); // prettier-ignore

const CONDITION = /如果|假如|要是|除非|万一|只要|除了|若是|倘若|等我|看情况|不一定/;
const NEGATION = /不|别|没|勿|未|取消|算了|无法|甭|莫|拒/;

interface Piece {
  readonly clause: Clause;
  readonly intent: Intent | 'unknown';
  readonly doubtful: boolean;
  readonly splits: boolean;
  readonly entities: readonly Entity[];
}

/** One act that came out of one clause or several. */
interface Draft {
  act: Act;
  pieces: Piece[];
  doubtful: boolean;
  but: string | null;
}

class Utterance {
  private readonly today: Today;
  private readonly skeleton: Skeleton;
  private week: number | null = null;

  constructor(
    private readonly normal: Normal,
    private readonly context: WallContext,
  ) {
    const { wall } = context;
    this.today = {
      day: dayNumber(wall.slice(0, 10)),
      minute: minutesOfClock(wall.slice(11, 16)),
      ...(context.holidays ? { holidays: context.holidays } : {}),
    };
    this.skeleton = new SkeletonReader(normal, Number(wall.slice(0, 4)), context.vocabulary).read();
  }

  readings(): Reading[] {
    return this.whole() ?? this.actFor() ?? this.byClauses() ?? this.slip() ?? this.nearest() ?? [none()];
  }

  /** A bare number, +1, a bare code: readable only as a whole. */
  private whole(): Reading[] | null {
    const { text } = this.skeleton;
    const bare = text.replace(/[,。!;~.]+$/, '');
    if (/^\?+$/.test(text)) return [reading('help')];
    if (/^(?:\+\d+|加[N一])$/.test(bare)) {
      return bare === '+1' || this.normal.text.startsWith('加一') || this.normal.text.startsWith('加1')
        ? [reading('claim')]
        : [{ ...reading('none'), ask: { about: 'act', options: ['认领', '报名'] } }];
    }
    const scored = /^(?:.{0,30}[,。!])?(?:给|打)?([1-5])(?:分|颗?星)$/.exec(this.normal.text);
    if (scored) {
      const note = typed(this.normal, 0, this.normal.text.length).replace(/[,，。!！]?(?:给|打)?.(?:分|颗?星)$/u, '');
      return [{ ...reading('feedback'), slots: { score: Number(scored[1]), ...(note === '' ? {} : { note }) } }];
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

  private bareNumber(numbers: readonly number[]): Reading {
    const { numbered } = this.context;
    const slots: Slots = { numbers: [...numbers] };
    if (numbered === undefined) return { act: 'none', slots, ask: null };
    const inside = numbers.every((number) => number >= 1 && number <= numbered);
    const options = Array.from({ length: Math.min(numbered, 20) }, (_, i) => `认领 ${String(i + 1)}`);
    return { act: 'claim', slots, ask: inside ? null : { about: 'number', options } };
  }

  /** 代 张三 认领 3: what follows the name is read as if the other had said it. */
  private actFor(): Reading[] | null {
    const match =
      /^(?:我|要|想|请|麻烦)*(?:代替|代|帮|替|给|为)P(?:来|去)?(?=认领|领|退|请|报名|报个名|确认|签到|取消|到岗|求替|换班|离岗|登记|评价|撤销|把)/.exec(
        this.skeleton.text,
      );
    if (!match) return null;
    const place = match[0].indexOf('P');
    const entity = this.skeleton.entities.get(place);
    const from = this.skeleton.places[match[0].length] ?? 0;
    const inner = understandAt(typed(this.normal, from, this.normal.text.length), this.context);
    const first = inner[0];
    if (entity?.kind !== 'P' || !first || inner.length > 1 || first.act === 'none' || first.act === 'crisis')
      return null;
    return [
      {
        ...first,
        act: 'act-for',
        slots: {
          person: entity.name,
          ...first.slots,
          ...(first.slots.person === undefined ? {} : { person: entity.name }),
        },
        doing: first.act,
      },
    ];
  }

  private byClauses(): Reading[] | null {
    const pieces = clausesOf(this.skeleton).map((clause): Piece => {
      const rule = ruleFor(clause.core) ?? (clause.question ? ruleFor(clause.core.replace(/(?<=.)[吗么]$/, '')) : null);
      const entities = clause.entities;
      const asksState = clause.asksState && rule !== null && !LOOKS.has(rule.intent);
      if (!rule || asksState || capitalsOf(clause.core).length !== entities.length) {
        const empty = clause.core === '' && entities.length === 0;
        return { clause, intent: empty ? 'nothing' : 'unknown', doubtful: false, splits: false, entities };
      }
      return { clause, intent: rule.intent, doubtful: rule.doubtful, splits: rule.splits, entities };
    });
    const drafts = this.merge(pieces);
    const only = pieces.filter((piece) => piece.intent !== 'nothing');
    if (drafts.length === 0 && only.length > 0 && only.every((piece) => piece.intent === 'more'))
      return [this.bareParticulars(only)];
    if (drafts.length === 0) return null;
    return drafts.map((draft) => this.finish(draft));
  }

  /** A time or a name and nothing else asks for nothing, but may answer what was asked before. */
  private bareParticulars(pieces: readonly Piece[]): Reading {
    const said = pieces.flatMap((piece) => piece.entities);
    const past = gather(said, this.how('none'));
    // 我上周四晚班 may tell of last Thursday or ask for the next one.
    if (/^我们?上(?:周|星期|礼拜)/.test(this.normal.text)) {
      const [wanted] = understandAt(this.normal.text.replace(/^我们?上/, '我来'), this.context);
      const options = [...(wanted?.slots.when ?? []), ...(past.slots.when ?? [])];
      if (wanted?.act === 'claim') return { ...wanted, ask: { about: 'when', options } };
    }
    return this.made('none', past);
  }

  /** Joins the clauses to acts. Empty when nothing was requested, or when what was not understood makes the rest unsafe. */
  private merge(all: readonly Piece[]): Draft[] {
    const drafts: Draft[] = [];
    const waiting: Piece[] = [];
    let unknown: Piece | null = null;
    let condition: string | null = null;
    for (let i = 0; i < all.length; i++) {
      const piece = all[i];
      if (!piece || piece.intent === 'nothing') continue;
      const last = drafts[drafts.length - 1];
      if (piece.clause.but && last) {
        last.but = this.said(piece.clause, all[all.length - 1]?.clause ?? piece.clause);
        break;
      }
      if (piece.intent === 'unknown') {
        if (CONDITION.test(piece.clause.core)) condition = this.said(piece.clause, piece.clause);
        else unknown = piece;
        continue;
      }
      if (piece.intent === 'more') {
        if (last) last.pieces.push(piece);
        else waiting.push(piece);
        continue;
      }
      this.join(drafts, piece);
    }
    const first = drafts[0];
    if (first && waiting.length > 0) first.pieces.unshift(...waiting);
    if (first && condition !== null) first.but ??= condition;
    const last = drafts[drafts.length - 1];
    if (unknown && last) {
      const risky =
        NEGATION.test(unknown.clause.core) ||
        unknown.clause.question ||
        unknown.clause.from > (last.pieces[0]?.clause.from ?? 0);
      if (risky && !LOOKS.has(last.act)) last.doubtful = true;
    }
    return drafts;
  }

  private said(from: Clause, to: Clause): string {
    return typed(this.normal, from.from, to.to)
      .replace(/^(?:但是?|不过|可是|只是|只不过)[,，]?/, '')
      .replace(/[。.!！~～]+$/, '');
  }

  private join(drafts: Draft[], piece: Piece): void {
    const last = drafts[drafts.length - 1];
    const before = last?.pieces[last.pieces.length - 1]?.intent;
    const { intent } = piece;
    const replace = (act: Act): void => {
      if (!last) return;
      last.act = act;
      last.pieces.push(piece);
    };
    if (last && before === 'cannot') {
      if (
        intent === 'offer' ||
        intent === 'give' ||
        intent === 'swap' ||
        intent === 'drop' ||
        intent === 'take-leave'
      ) {
        replace(intent);
        return;
      }
      if (intent === 'change') {
        replace('swap');
        return;
      }
      if (intent === 'unregister') {
        replace(intent);
        return;
      }
      if (intent === 'cannot') {
        if (piece.entities.some((entity) => entity.kind === 'T' || entity.kind === 'N')) replace('drop');
        else last.pieces.push(piece);
        return;
      }
      if (intent === 'claim' || intent === 'can') {
        replace('swap');
        last.doubtful = true;
        return;
      }
    }
    if (last?.act === 'open-shifts' && intent === 'claim' && piece.entities.length === 0) {
      replace('claim');
      return;
    }
    if (last?.act === 'agree' && (intent === 'agree' || intent === 'answer-yes')) return;
    if (last?.act === 'refuse' && (intent === 'cannot' || intent === 'refuse')) return;
    if (last?.act === 'refuse' && intent === 'can') {
      last.but = this.said(piece.clause, piece.clause);
      return;
    }
    if (
      last &&
      (before === 'agree' || before === 'answer-yes') &&
      intent !== 'agree' &&
      intent !== 'answer-yes' &&
      /^(?:好|好的|可以|行|ok|是|是的|对|没问题|嗯)$/.test(last.pieces[0]?.clause.core ?? '')
    ) {
      drafts.pop();
      this.join(drafts, piece);
      return;
    }
    if (last && (intent === 'agree' || intent === 'answer-yes')) {
      if (!/^(?:好|好的|可以|行|ok|是|是的|对|没问题|可)$/.test(piece.clause.core))
        drafts.push(this.draft('agree', piece));
      return;
    }
    switch (intent) {
      case 'cannot':
        if (
          last &&
          (last.act === 'offer' ||
            last.act === 'give' ||
            last.act === 'drop' ||
            last.act === 'take-leave' ||
            last.act === 'swap')
        )
          last.pieces.unshift(piece);
        else
          drafts.push(
            this.draft(
              piece.entities.some((entity) => entity.kind === 'T' || entity.kind === 'N') ? 'drop' : 'refuse',
              piece,
            ),
          );
        return;
      case 'change':
        drafts.push(this.draft('swap', piece));
        return;
      case 'can':
        if (piece.clause.question && !piece.clause.core.includes('我')) drafts.push(this.draft('open-shifts', piece));
        else drafts.push({ ...this.draft('claim', piece), doubtful: true });
        return;
      case 'answer-yes':
        drafts.push(this.draft('agree', piece));
        return;
      case 'more':
      case 'nothing':
      case 'unknown':
        return;
      default:
        if (
          last?.act === intent &&
          (LOOKS.has(intent) ||
            intent === 'report' ||
            piece.entities.length === 0 ||
            last.pieces.every((each) => each.entities.length === 0) ||
            intent === 'claim')
        )
          last.pieces.push(piece);
        else drafts.push(this.draft(intent, piece));
    }
  }

  private draft(act: Act, piece: Piece): Draft {
    const { clause } = piece;
    const asked = clause.question && !LOOKS.has(act);
    return {
      act,
      pieces: [piece],
      doubtful:
        piece.doubtful ||
        (asked && !(clause.polite && /帮我|帮忙|麻烦|请|拜托|(?:好吗|行吗|好不好)[?。!~]*$/.test(this.normal.text))),
      but: null,
    };
  }

  private finish(draft: Draft): Reading {
    const answers = draft.act === 'agree' || draft.act === 'refuse' || draft.act === 'confirm';
    if (answers && draft.pieces.some((piece) => piece.clause.question)) return none();
    const reading = draft.act === 'swap' ? this.swap(draft) : this.plain(draft);
    if (draft.but !== null) {
      reading.slots.but = draft.but;
      if (draft.act === 'refuse') this.addBut(reading, draft.but);
      else reading.ask ??= { about: 'act', options: this.options(draft) };
    }
    if (draft.doubtful && draft.act === 'undo' && draft.pieces.some((piece) => piece.entities.length > 0))
      reading.ask ??= { about: 'act', options: ['撤销', ...this.options(draft, ['退班'])] };
    if (draft.doubtful) reading.ask ??= { about: 'act', options: this.options(draft) };
    if (draft.act === 'drop' && draft.pieces.some((piece) => piece.intent === 'cannot'))
      reading.ask ??= { about: 'act', options: this.options(draft, ['求替', '退班', '请假']) };
    return reading;
  }

  /** The sentence(s) that would say the same without a doubt. */
  private options(draft: Draft, commands: readonly string[] = [COMMAND[draft.act]]): string[] {
    const particulars = draft.pieces.flatMap((piece) => this.particulars(piece)).join(' ');
    return commands.map((command) => `${command} ${particulars}`.trim());
  }

  private particulars(piece: Piece): string[] {
    const said: string[] = [];
    for (const [place] of this.skeleton.entities) {
      const from = this.skeleton.places[place] ?? 0;
      if (from >= piece.clause.from && from < piece.clause.to)
        said.push(this.normal.text.slice(from, this.skeleton.places[place + 1] ?? from));
    }
    return said;
  }

  private how(act: Act): Parameters<typeof gather>[1] {
    return {
      today: this.today,
      direction: directionOf(act),
      numbered: this.context.numbered,
      act,
      command: COMMAND[act],
      week: this.week,
    };
  }

  private addBut(reading: Reading, but: string): void {
    const skeleton = new SkeletonReader(
      normalise(but),
      Number(this.context.wall.slice(0, 4)),
      this.context.vocabulary,
    ).read();
    const gathered = gather([...skeleton.entities.values()], this.how('claim'));
    if (gathered.slots.when) reading.slots.when = gathered.slots.when;
  }

  private plain(draft: Draft): Reading {
    const entities = draft.pieces.flatMap((piece) => piece.entities);
    const how = this.how(draft.act);
    const gathered = gather(entities, how);
    doubtListed(entities, gathered, how);
    // Whoever 报名 for a shift wants to serve, not to take part.
    const forShift =
      draft.act === 'register' &&
      gathered.slots.programme === undefined &&
      draft.pieces.some((piece) => /班/.test(this.said(piece.clause, piece.clause)));
    const reading = this.made(forShift ? 'claim' : draft.act, gathered);
    this.particular(reading, gathered, entities);
    return reading;
  }

  private made(act: Act, gathered: Gathered): Reading {
    this.week = gathered.week;
    return {
      act,
      slots: gathered.slots,
      ask: gathered.ask,
      ...(gathered.minutes === null ? {} : { minutes: gathered.minutes }),
      ...(gathered.unknownYear === null ? {} : { unknownYear: gathered.unknownYear }),
    };
  }

  /** What single acts make of their particulars. */
  private particular(reading: Reading, gathered: Gathered, entities: readonly Entity[]): void {
    const { slots } = reading;
    const length = entities.find((entity) => entity.kind === 'L');
    switch (reading.act) {
      case 'quiet':
      case 'take-leave':
        if (length?.kind === 'L') this.stretchBy(reading, length.minutes);
        break;
      case 'remind-me':
        if (length?.kind === 'L') slots.note = length.word;
        break;
      case 'year-report':
      case 'stats':
        if (slots.code !== undefined && /^20\d\d$/.test(slots.code)) {
          slots.when = [{ from: `${slots.code}-01-01T00:00`, to: `${String(Number(slots.code) + 1)}-01-01T00:00` }];
          delete slots.code;
        }
        break;
      case 'bind':
      case 'check-in':
        if (slots.numbers && slots.code === undefined) {
          slots.code = String(slots.numbers[0]);
          delete slots.numbers;
        }
        break;
      default:
        if (gathered.slots.code !== undefined && reading.act !== 'feedback')
          reading.ask ??= { about: 'number', options: [] };
    }
  }

  private stretchBy(reading: Reading, minutes: number): void {
    const { slots } = reading;
    const start = slots.when?.[0];
    const { wall } = this.context;
    const later = (from: string): string =>
      new Date(Date.parse(`${from}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
    if (start) slots.when = [{ from: start.from, to: later(start.from) }];
    else if (reading.act === 'quiet') slots.when = [{ from: wall, to: later(wall) }];
    else {
      const today = `${wall.slice(0, 10)}T00:00`;
      const tomorrow = new Date(Date.parse(`${today}:00Z`) + 86_400_000).toISOString().slice(0, 16);
      reading.ask ??= { about: 'when', options: [today, tomorrow].map((from) => ({ from, to: later(from) })) };
    }
  }

  /** Parts what is given from what is wanted: at the other's name, else at 换, 改 or 调. */
  private swap(draft: Draft): Reading {
    const mine: Entity[] = [];
    const other: Entity[] = [];
    const sides = draft.pieces.filter((piece) => piece.splits);
    for (const piece of draft.pieces) {
      if (!piece.splits) {
        (sides.length > 0 &&
        draft.pieces.indexOf(piece) > draft.pieces.indexOf(sides[0] ?? piece) &&
        piece.intent === 'can'
          ? other
          : piece.intent === 'claim' || piece.intent === 'can'
            ? other
            : mine
        ).push(...piece.entities);
        continue;
      }
      const { core } = piece.clause;
      const person = core.indexOf('P');
      const verbs = [...core.matchAll(/换|调|改|挪/g)].map((match) => match.index);
      const hasBefore = (place: number): boolean => /[TN]/.test(core.slice(0, place));
      // 和王芳换班 3: what follows 换班 is one's own.
      const cut = /^我?想?[和跟与找]P换班/.test(core)
        ? core.length
        : person >= 0
          ? person
          : (verbs.find(hasBefore) ?? (piece.intent === 'change' ? 0 : core.length));
      let place = 0;
      for (let i = 0; i < core.length; i++) {
        if (!/[A-Z]/.test(core.charAt(i))) continue;
        const entity = piece.entities[place++];
        if (entity) (i <= cut ? mine : other).push(entity);
      }
    }
    const gathered = gather(mine, this.how('swap'));
    this.week = gathered.week;
    const wanted = gather(other, this.how('swap'));
    const reading = this.made('swap', gathered);
    const theirs = otherOf(wanted);
    if (theirs) reading.slots.other = theirs;
    if (wanted.slots.person !== undefined) reading.slots.person ??= wanted.slots.person;
    reading.ask ??= wanted.ask;
    // 跟王芳换周三的班 does not say whose Wednesday.
    const mineSaid = reading.slots.when ?? reading.slots.numbers;
    if (
      !mineSaid &&
      theirs &&
      draft.pieces.every((piece) => piece.intent !== 'change') &&
      reading.slots.person !== undefined
    ) {
      const said = this.options(draft, ['换班'])[0] ?? '换班';
      reading.ask ??= { about: 'act', options: [said] };
    }
    return reading;
  }

  private slip(): Reading[] | null {
    const meant = soundsLikeCommand(this.normal.text);
    if (meant === null) return null;
    const inner = understandAt(meant, this.context)[0];
    if (!inner || inner.act === 'none' || inner.act === 'crisis') return null;
    const rest = meant.replace(/^([\u4e00-\u9fff]{2,4}?)(?=[\d第])/, '$1 ');
    return [{ ...inner, ask: { about: 'act', options: [rest] } }];
  }

  /** Something close to a command that is not quite one: the nearest act is offered, never taken. */
  private nearest(): Reading[] | null {
    const { text } = this.skeleton;
    if (text.length > 16 || NEGATION.test(text) || /[?吗么]|谁|如果|假如|要是|已经|昨天|刚才|P/.test(text)) return null;
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

const none = (): Reading => ({ act: 'none', slots: {}, ask: null });
const reading = (act: Act): Reading => ({ act, slots: {}, ask: null });

const CHAIN = /^[\s\ufeff\u200b]*#\s*(?:接龙|接龍|Group Note)/i;
const HANDOVER = /^(?:我)?(?:要|来)?(?:交接班?|交班)(?:一下|记录|事项|内容|情况)?[:,;-]*/;
const NOTIFY = /^(?:群发|发)?通知[:,]?/;
const FEEDBACK = /^(?:我(?:要|想)?)?(?:评价|评分|打分|反馈)[:,]?/;

/** Acts whose words after the command are a note: nothing in it is read as a time or a number. */
function noted(normal: Normal): Reading | null {
  const { text } = normal;
  if (/怎么|如何|怎样/.test(text.slice(0, 12))) return null;
  const handover = HANDOVER.exec(text);
  if (handover) {
    const note = typed(normal, handover[0].length, text.length);
    if (/^(?:完了?|完毕|好了|吗|么|了|\?)*[。!~]*$/.test(note))
      return /完|好了/.test(note) ? null : reading('handover');
    return note === '' ? reading('handover') : { ...reading('handover'), slots: { note } };
  }
  const notify = NOTIFY.exec(text);
  if (notify && !/^通知(?:我|发了|呢|到了|谁|里|栏|了)/.test(text) && !/[?吗]$/.test(text)) {
    const note = typed(normal, notify[0].length, text.length);
    return note === '' ? reading('notify') : { ...reading('notify'), slots: { note } };
  }
  const feedback = FEEDBACK.exec(text) ?? /^(?:我)?(?:给|打)(?=[1-5一二三四五满]分)/.exec(text);
  return feedback ? scored(normal, feedback[0].length) : null;
}

function scored(normal: Normal, at: number): Reading {
  const rest = normal.text.slice(at);
  const match = /^(?:给|打)?(\d{1,3}|[一二三四五六七八九十]{1,2}|满)(?:分|颗星|星)?(?:好评)?[,。;:!]*/.exec(rest);
  const note = typed(normal, at + (match?.[0].length ?? 0), normal.text.length);
  const slots: Slots = {};
  let ask: Ask | null = null;
  if (match && !/^\.\d/.test(rest.slice(match[0].length))) {
    const score = match[1] === '满' ? 5 : readNumber(match[1] ?? '');
    if (score !== null && score >= 1 && score <= 5) slots.score = score;
    else ask = { about: 'number', options: [1, 2, 3, 4, 5].map((value) => `评价 ${String(value)}`) };
  } else if (match) ask = { about: 'number', options: [1, 2, 3, 4, 5].map((value) => `评价 ${String(value)}`) };
  if (note !== '') slots.note = note;
  return { act: 'feedback', slots, ask };
}

/**
 * What an utterance asks for, in the order in which it was said; one reading `none` when it asks for nothing that is understood.
 * Never throws, whatever the text; a reading with an `ask` must not be acted upon before the answer.
 *
 * A bare number is `claim` when a numbered list is open and `none` otherwise, with the numbers either way: the conversation, which
 * knows what was listed, decides. 是, 好, 算了 and the like are best read with `readAnswer` while a question is open.
 */
export function understandAt(typedText: string, context: WallContext): Reading[] {
  const text = typedText.replace(/^\s*@\S{1,20}[\s\u2005]+/u, '');
  if (CHAIN.test(text.slice(0, 64)))
    return [{ ...reading('chain-list'), slots: { note: text.slice(0, LONGEST_SCANNED).trim() } }];
  const normal = normalise(text.length > LONGEST_SCANNED ? text.slice(0, LONGEST_SCANNED) : text);
  if (soundsLikeCrisis(normal.text)) return [reading('crisis')];
  const note = noted(normal);
  if (note) return [note];
  if (normal.text === '' || normal.text.length > LONGEST_UTTERANCE) return [none()];
  return new Utterance(normal, context).readings();
}

/** `understandAt` for a person in a zone at an instant. */
export function understand(text: string, context: Context): Reading[] {
  const { now, zone, ...rest } = context;
  return understandAt(text, { ...rest, wall: civilOf(now, zone) });
}

/** True when the whole text is a command with its particulars and no sentence: what is answered in a group without a mention. */
export function isExactCommand(text: string): boolean {
  const normal = normalise(text.slice(0, LONGEST_UTTERANCE + 1));
  if (normal.text === '' || normal.text.length > LONGEST_UTTERANCE) return false;
  if (CHAIN.test(text.slice(0, 64))) return true;
  return isCommandForm(new SkeletonReader(normal, 2026, undefined).read().text.replace(/[。!~.?]+$/, ''));
}

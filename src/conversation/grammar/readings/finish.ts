import type { Today } from '../time/days';
import { ClauseJoiner, type JoinedClauses } from './clause-joiner';
import type { Piece } from '../clauses/piece';
import { normalise, type Normal } from '../text/normalise';
import { COMMAND, type Act, type Reading, type Stretch, type WallContext } from '../reading';
import type { Entity } from '../entities/entity';
import { lexiconOf } from '../entities/measure-lexicon';
import { SkeletonReader, type Skeleton } from '../entities/skeleton';
import { directionOf, doubtListed, gather, otherOf, todayIn, type Gathered, type Gathering } from './slots';
import { reportsApart } from './several-reports';
import { sessionsApart, shiftsApart } from './several-shifts';
import { pairOf, sidesOf } from './swap-sides';
import { completeWish } from './wishes';

const DAY_MINUTES = 1440;
const HALF_DAY = 720;

/** Acts about days, which a mere length does not name. */
const NEEDS_DAYS: ReadonlySet<Act> = new Set<Act>([
  'open-shifts', 'on-duty', 'my-shifts', 'sessions', 'stats', 'gaps', 'unconfirmed', 'drop', 'offer', 'give', 'swap', 'confirm',
]); // prettier-ignore

/** Where people serve and nobody is a guest. */
const HOTLINE = /热线|天天询/;

/** 7号到11号请假一周: from when until when says more than how long. */
const isSpanOfDays = (minutes: number, entities: readonly Entity[]): boolean =>
  minutes % DAY_MINUTES === 0 &&
  entities.some(({ kind, ...each }) => kind === 'T' && 'phrase' in each && each.phrase.items.some(({ link, days }) => link === 'to' && days !== null)); // prettier-ignore

/** The same wall time a day later. */
const nextDay = (from: string): string =>
  new Date(Date.parse(`${from}:00Z`) + DAY_MINUTES * 60_000).toISOString().slice(0, 16);

/** Makes readings of drafts: resolves times and numbers, and puts the question that is left. */
export class Finisher {
  private readonly today: Today;
  private week: number | null = null;

  constructor(
    private readonly normal: Normal,
    private readonly skeleton: Skeleton,
    private readonly context: WallContext,
    private readonly builder: ClauseJoiner,
  ) {
    this.today = todayIn(context);
  }

  /** What is said with no act at all. */
  particularsAlone(entities: readonly Entity[]): Reading {
    return this.made('none', gather(entities, this.how('none')));
  }

  /** More than one where the draft is about shifts of different day parts or posts, or gives figures of several sessions. */
  finishAll(draft: JoinedClauses): Reading[] {
    if (draft.act === 'report') return this.reports(draft);
    const [first, ...more] = draft.pieces;
    const said = draft.pieces.flatMap(({ entities }) => entities);
    const apart = sessionsApart(draft.act, said) ?? shiftsApart(draft.act, said);
    if (!first || apart === null) return [this.finish(draft)];
    const others = more.map((piece) => ({ ...piece, entities: [] }));
    if (apart !== 'unclear')
      return apart.map((entities) => this.finish({ ...draft, pieces: [{ ...first, entities }, ...others] }));
    const reading = this.finish(draft);
    reading.ask ??= { about: 'act', options: [] };
    return [reading];
  }

  /** Several are always echoed before anything is written, so that a doubt about the whole needs no question of its own. */
  private reports(draft: JoinedClauses): Reading[] {
    const [first, ...more] = draft.pieces;
    const apart = reportsApart(draft.pieces.map(({ entities }) => entities));
    const numbered = draft.doubtful && draft.pieces.some(({ entities }) => entities.some(({ kind }) => kind === 'N'));
    if (!first || (apart === null && !numbered)) return [this.finish(draft)];
    if (apart === null || apart === 'unclear') return [{ ...this.finish(draft), ask: { about: 'act', options: [] } }];
    const others = more.map((piece) => ({ ...piece, entities: [] }));
    return apart.map((entities) =>
      this.finish({ ...draft, doubtful: false, pieces: [{ ...first, entities }, ...others] }),
    );
  }

  private finish(draft: JoinedClauses): Reading {
    const answers = draft.act === 'agree' || draft.act === 'refuse' || draft.act === 'confirm';
    if (answers && draft.pieces.some((piece) => piece.clause.question)) return { act: 'none', slots: {}, ask: null };
    const reading = draft.act === 'swap' ? this.swap(draft) : this.plain(draft);
    if (draft.but !== null) {
      reading.slots.but = draft.but;
      if (draft.act === 'refuse') this.addBut(reading, draft.but);
      else reading.ask ??= { about: 'act', options: this.options(draft) };
    }
    const leave = draft.pieces.some(({ clause }) => clause.core.includes('假'));
    if (draft.doubtful && draft.act === 'undo' && !leave && draft.pieces.some((piece) => piece.entities.length > 0))
      reading.ask ??= { about: 'act', options: ['撤销', ...this.options(draft, ['退班'])] };
    // 周六我能来半天: a part of a shift is for the coordinator to allow.
    if (draft.act === 'claim' && draft.pieces.some(({ entities }) => entities.some(({ kind }) => kind === 'L')))
      reading.ask ??= { about: 'act', options: this.options(draft) };
    // 礼拜六上午热线我报名: nobody attends the hotline; she may want to serve there.
    if (
      draft.act === 'register' &&
      draft.pieces.some((piece) => HOTLINE.test(this.builder.said(piece.clause, piece.clause)))
    )
      reading.ask ??= { about: 'act', options: this.options(draft, ['认领', '报名']) };
    if (draft.doubtful && leave && draft.act === 'undo') reading.ask ??= { about: 'act', options: ['撤销'] };
    if (draft.doubtful) reading.ask ??= { about: 'act', options: this.options(draft) };
    // 三天谁值班, 退掉这两天的班: a length does not say from when.
    if (NEEDS_DAYS.has(draft.act) && reading.minutes !== undefined && !reading.slots.when && !reading.slots.numbers)
      reading.ask ??= { about: 'when', options: [] };
    const explained = draft.pieces.some((piece) => piece.intent === 'drop' && !piece.doubtful);
    if (draft.act === 'drop' && !explained && draft.pieces.some((piece) => piece.intent === 'cannot'))
      reading.ask ??= { about: 'act', options: this.options(draft, ['求替', '退班', '请假']) };
    return reading;
  }

  /** The sentence(s) that would say the same without a doubt. */
  private options(draft: JoinedClauses, commands: readonly string[] = [COMMAND[draft.act]]): string[] {
    const particulars = draft.pieces.flatMap((piece) => this.particulars(piece)).join(' ');
    return commands.map((command) => `${command} ${particulars}`.trim());
  }

  private particulars(piece: Piece): string[] {
    const said: string[] = [];
    for (const [place, { kind }] of this.skeleton.entities) {
      if (kind === 'L' && piece.intent === 'claim') continue;
      const from = this.skeleton.places[place] ?? 0;
      if (from >= piece.clause.from && from < piece.clause.to)
        said.push(this.normal.text.slice(from, this.skeleton.places[place + 1] ?? from));
    }
    return said;
  }

  private how(act: Act): Gathering {
    return {
      today: this.today,
      direction: directionOf(act),
      numbered: this.context.numbered,
      act,
      command: COMMAND[act],
      week: this.week,
      measures: lexiconOf(this.context.vocabulary),
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

  private plain(draft: JoinedClauses): Reading {
    const entities = draft.pieces.flatMap((piece) => piece.entities);
    const act = this.servingAct(draft, entities);
    const how = this.how(act);
    const gathered = gather(entities, how);
    doubtListed(entities, gathered, how);
    const reading = this.made(act, gathered);
    const asked = draft.pieces.find(({ asks }) => asks !== undefined)?.asks;
    if (asked) reading.asks = asked;
    this.particular(reading, gathered, entities);
    if (act === 'wish') completeWish(reading, entities, this.normal.text);
    return reading;
  }

  /** Whoever 报名 for a shift wants to serve, not to take part; and 登记 without a figure is about a shift, too. */
  private servingAct(draft: JoinedClauses, entities: readonly Entity[]): Act {
    const kinds = new Set(entities.map(({ kind }) => kind));
    const shift =
      (draft.act === 'register' && !kinds.has('G')) || (draft.act === 'report' && !kinds.has('C') && !kinds.has('H'));
    const says = (piece: Piece): boolean => this.builder.said(piece.clause, piece.clause).includes('班');
    return shift && draft.pieces.some(says) ? 'claim' : draft.act;
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
        if (slots.dayPart !== undefined && !slots.when && slots.every === undefined)
          reading.ask ??= { about: 'when', options: [] };
        if (reading.act === 'take-leave' && slots.numbers) {
          delete slots.numbers;
          reading.ask = { about: 'when', options: [] };
        }
        // 春节前三天 is neither from now on nor a day that was said.
        if (
          length?.kind === 'L' &&
          entities.some((each) => each.kind === 'T' && each.phrase.items.some(({ edge }) => edge === 'before'))
        )
          reading.ask ??= { about: 'when', options: [] };
        else if (length?.kind === 'L' && !isSpanOfDays(length.minutes, entities))
          this.stretchBy(reading, length.minutes);
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
    // 上午请假半天 is the morning.
    if (slots.dayPart !== undefined && minutes === HALF_DAY) return;
    if (start && start.to !== null && later(start.from) < start.to) this.partOf(reading, start, later(start.from));
    else if (start) slots.when = [{ from: start.from, to: later(start.from) }];
    else if (reading.act === 'quiet') slots.when = [{ from: wall, to: later(wall) }];
    else {
      const today = `${wall.slice(0, 10)}T00:00`;
      const tomorrow = nextDay(today);
      reading.ask ??= { about: 'when', options: [today, tomorrow].map((from) => ({ from, to: later(from) })) };
    }
  }

  /** 明天请假半天 does not say which half, 上午请假2小时 does not say when. */
  private partOf(reading: Reading, said: Stretch, end: string): void {
    const half = end.endsWith('T12:00') && said.from.endsWith('T00:00') && said.to === nextDay(said.from);
    const options = half
      ? [
          { ...said, to: end },
          { ...said, from: end },
        ]
      : [];
    reading.ask ??= { about: 'when', options };
    delete reading.slots.when;
  }

  /** Parts what is given from what is wanted: at the other's name, else at 换, 改 or 调. */
  private swap(draft: JoinedClauses): Reading {
    const said = draft.pieces.map(({ clause }) => clause.core).join(',');
    const sides = sidesOf(draft.pieces);
    const pair = sides.other.length === 0 ? pairOf(sides.mine, said) : null;
    const { mine, other } = pair ?? sides;
    const gathered = gather(mine, this.how('swap'));
    this.week = gathered.week;
    const wanted = gather(other, this.how('swap'));
    const reading = this.made('swap', gathered);
    const theirs = otherOf(wanted);
    if (theirs) reading.slots.other = theirs;
    if (wanted.slots.person !== undefined) reading.slots.person ??= wanted.slots.person;
    reading.ask ??= wanted.ask;
    if (pair?.doubtful) {
      const [own, theirs] = [reading.slots.numbers?.[0], wanted.slots.numbers?.[0]];
      reading.ask ??= { about: 'act', options: [`我的${String(own)}换${String(theirs)}`, `换班 ${String(own)}`] };
    }
    const all = reading.slots.numbers ?? [];
    if (!theirs && all.length > 1 && !said.includes('都'))
      reading.ask ??= {
        about: 'act',
        options: [`我的${String(all[0])}换${String(all[all.length - 1])}`, `换班 ${all.join('、')}`],
      };
    // 跟王芳换周三的班 does not say whose Wednesday.
    const unsaid =
      !reading.slots.when && !reading.slots.numbers && draft.pieces.every(({ intent }) => intent !== 'change');
    if (unsaid && theirs && reading.slots.person !== undefined) {
      reading.ask ??= { about: 'act', options: this.options(draft, ['换班']) };
    }
    return reading;
  }
}

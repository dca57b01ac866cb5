import type { Clause } from '../clauses/clause';
import type { Entity } from '../entities/entity';
import type { Intent } from '../clauses/forms/clause-form';
import { typed, type Normal } from '../text/normalise';
import type { Piece } from '../clauses/piece';
import type { Act } from '../reading';
import { isDatedReason, leavesPlain, namesAct } from './remarks';

/** Acts that change nothing and may therefore be asked for in a question. */
export const LOOKS: ReadonlySet<Intent> = new Set<Intent>([
  'on-duty', 'my-shifts', 'open-shifts', 'my-stats', 'sessions', 'stats', 'year-report', 'gaps', 'unconfirmed', 'help', 'calendar', 'my-leave', 'my-requests', 'who-is-free', 'most-served',
  'handovers', 'unreported', 'hotline', 'questions', 'offer', 'nothing', 'more',
]); // prettier-ignore

/** Those of them that answer from what is stored and start nothing. */
export const ONLY_LOOKS: ReadonlySet<Intent> = new Set<Intent>(
  [...LOOKS].filter((intent) => !['offer', 'nothing', 'more', 'help'].includes(intent)),
);

export const NEGATION = /不|别|没|勿|未|取消|算了|无法|甭|莫|拒/;

const MERE_YES = /^(?:我?愿意|好|好的|可以|可|行|ok|是|是的|对|对的|没错|正确|就是|就这样|就这么定|没问题|嗯)了?$/;
/** 顶不住了, 扫不了码 tell why; they take nothing back. */
const UNABLE = /[顶撑扛熬受吃扫上进看打动换排]不(?:住|消|了|开|到|出)/g;
/** Acts that a remark behind them leaves as they are: what they say has already happened. */
const HAPPENED: ReadonlySet<Act> = new Set<Act>(['arrive', 'off-duty', 'undo', 'check-in']);
/** Acts whose day may be told in the reason before them: 12月7号我要带爸爸看病,请假. */
const REASONED: ReadonlySet<Act> = new Set<Act>([
  'take-leave',
  'offer',
  'drop',
  'swap',
  'give',
  'claim',
  'confirm',
  'quiet',
  'publish',
]);
/** Of these the ones that the day of a reason leaves plain: 今晚我要早睡,别给我发提醒. */
const DATED_BY_REASON: ReadonlySet<Act> = new Set<Act>(['take-leave', 'offer', 'quiet']);
/** Takes back what was just said: 认领3,不对,认领5. */
const CORRECTION = /^(?:不对|不是|错了|(?:我)?(?:说|打|写|讲|记|搞|弄|看)[错反]了?|口误|手误)$/;
const LETS_GO: ReadonlySet<Act> = new Set<Act>(['drop', 'offer', 'give', 'take-leave']);
const TAKEN_BACK = /^取消(?:报名|掉|了)*$/;
const ABLE = /能不能|可不可以|可否|能否/;
const PLEADING = /帮我|帮忙|麻烦|请|拜托|(?:好吗|行吗|好不好)[?。!~]*$/;

/** 算了, as an afterthought or before a decision. */
const LET_BE = /^(?:那|还是|要不|要不然|干脆|就)*算(?:了)?吧?$/;
const THOUGHT_OVER = /^(?:算(?:了)?吧?|不对|不是|错了)$/;
/** 取消报名吧,孩子病了 refuses nobody anything. */
const isReasonFor = ({ act }: JoinedClauses, piece: Piece): boolean => act === 'unregister' && !namesShift(piece);
const isAnswer = (act: Act): boolean => act === 'agree' || act === 'refuse';
const isOthers = ({ entities, clause }: Piece): boolean => entities.length === 0 && !clause.core.includes('我');

type Explained = 'offer' | 'give' | 'drop' | 'take-leave' | 'swap';
const EXPLAINED_BY_ABSENCE: ReadonlySet<Intent | 'unknown'> = new Set<Intent>([
  'offer',
  'give',
  'drop',
  'take-leave',
  'swap',
]);
const isExplained = (intent: Intent | 'unknown'): intent is Explained => EXPLAINED_BY_ABSENCE.has(intent);

/** One act that came out of one clause or several. */
export interface JoinedClauses {
  act: Act;
  pieces: Piece[];
  doubtful: boolean;
  but: string | null;
}

const isRecurring = (entity: Entity): boolean => entity.kind === 'T' && entity.phrase.every !== null;
const namesShift = (piece: Piece): boolean => piece.entities.some(({ kind }) => kind === 'T' || kind === 'N');

/** True when a clause goes on with the act before it instead of asking for the same act once more. */
function continues(last: JoinedClauses, piece: Piece): boolean {
  if (last.act !== piece.intent) return false;
  if (LOOKS.has(last.act) || last.act === 'report' || last.act === 'claim') return true;
  if (last.act === 'swap' && !last.pieces.some(namesShift)) return true;
  return piece.entities.length === 0 || last.pieces.every((each) => each.entities.length === 0);
}

/** 登记 周六来了6户15人，周日来了7户20人: no figure of a report is left out, in whatever words it is told. */
const givesMoreFigures = ({ act }: JoinedClauses, { clause, entities }: Piece): boolean =>
  act === 'report' &&
  entities.some(({ kind }) => kind === 'C' || kind === 'H') &&
  !clause.question &&
  !NEGATION.test(clause.core.replace(UNABLE, ''));

const asksAbout = (last: JoinedClauses, { intent, clause, entities }: Piece): boolean =>
  last.act === 'claim' &&
  last.pieces.every(({ intent: own }) => own === 'can') &&
  intent === 'open-shifts' &&
  entities.length === 0 &&
  /那天|当天/.test(clause.core);

/** 认领3,没空 and 退班3,我可以来 take back what they ask for: the act is left to be asked. */
function contradicts(last: JoinedClauses, piece: Piece): boolean {
  if (namesShift(piece)) return false;
  const { intent } = piece;
  const taken = last.act === 'claim' && (intent === 'cannot' || intent === 'refuse');
  const given = LETS_GO.has(last.act) && (intent === 'claim' || intent === 'can');
  const named = last.pieces.some(namesShift) && last.pieces.every((each) => each.intent !== 'cannot');
  if (!named || (!taken && !given)) return false;
  last.doubtful = true;
  return true;
}

/** 在吗 before something else is only a greeting, also where the rest was not understood; 怎么办 beside that asks for help. */
function withoutGreeting(drafts: JoinedClauses[], unknown: boolean): JoinedClauses[] {
  const greeting = drafts.length > 1 ? /^(?:在吗|在不在|怎么办)$/ : unknown ? /^(?:在吗|在不在)$/ : null;
  if (greeting === null) return drafts;
  return drafts.filter(({ act, pieces }) => act !== 'help' || !greeting.test(pieces[0]?.clause.core ?? ''));
}

/** Joins the clauses of an utterance to acts. */
export class ClauseJoiner {
  constructor(private readonly normal: Normal) {}

  /** Joins the clauses to acts. Empty when nothing was requested, or when what was not understood makes the rest unsafe. */
  merge(all: readonly Piece[]): JoinedClauses[] {
    const drafts: JoinedClauses[] = [];
    const waiting: Piece[] = [];
    let unknown: Piece | null = null;
    const reasons: Piece[] = [];
    let corrected = false;
    let condition: string | null = null;
    for (let i = 0; i < all.length; i++) {
      const piece = all[i];
      const last = drafts[drafts.length - 1];
      if (!piece || (piece.intent === 'nothing' && !(piece.clause.but && last))) continue;
      if (piece.clause.but && last) {
        last.but = this.said(piece.clause, all[all.length - 1]?.clause ?? piece.clause);
        break;
      }
      if (piece.clause.condition) {
        condition = this.said(piece.clause, piece.clause);
        // 周二的班没人的话算我一个: the shift is named within the condition.
        if (piece.entities.length > 0 && !last) waiting.push(piece);
        continue;
      }
      // 周六的沙龙不去了,麻烦取消 says once more what was said.
      if (last?.act === 'unregister' && TAKEN_BACK.test(piece.clause.core)) continue;
      // 退班3,写反了 says what is wrong and not what is right
      const replaced = piece.intent !== 'unknown' || i < all.length - 1;
      if (last && replaced && piece.clause.core !== '' && CORRECTION.test(piece.clause.core)) {
        drafts.pop();
        corrected = true;
        continue;
      }
      if (piece.intent === 'unknown') {
        unknown = piece;
        if (last && givesMoreFigures(last, piece)) last.pieces.push(piece);
        if (!last) reasons.push(piece);
        continue;
      }
      if (piece.intent === 'more') {
        if (last) {
          last.pieces.push(piece);
          // 可以,周六早班 may be an answer or a wish.
          if (last.act === 'agree' && namesShift(piece)) last.doubtful = true;
        } else waiting.push(piece);
        continue;
      }
      this.join(drafts, piece);
    }
    const first = drafts[0];
    if (first && waiting.length > 0) first.pieces.unshift(...waiting);
    if (first && condition !== null) {
      // 要是没人我可以顶 names no shift: there is nothing to ask about.
      if (first.act === 'claim' && !first.pieces.some(namesShift)) return [];
      first.but ??= condition;
      // 缺人的话叫我 offers to come, it sets no reminder.
      if (first.act === 'remind-me') first.act = 'claim';
    }
    const last = drafts[drafts.length - 1];
    if (unknown && last && this.makesDoubtful(unknown, last)) last.doubtful = true;
    if (first) first.pieces.unshift(...reasons.filter((reason) => givesMoreFigures(first, reason)));
    if (first) this.dateByReason(first, reasons);
    if (corrected) for (const draft of drafts) draft.doubtful = true;
    // 我报了3个人,改成2个 changes something else than a shift.
    if (unknown && last?.act === 'swap' && last.pieces.every(({ intent }) => intent === 'change')) last.doubtful = true;
    return withoutGreeting(drafts, unknown !== null);
  }

  private makesDoubtful(unknown: Piece, last: JoinedClauses): boolean {
    if (LOOKS.has(last.act) || leavesPlain(last.act, unknown)) return false;
    const { clause, entities } = unknown;
    if (HAPPENED.has(last.act) && isDatedReason(unknown)) return false;
    const behind = clause.from > (last.pieces[0]?.clause.from ?? 0);
    return (
      NEGATION.test(clause.core.replace(UNABLE, '')) ||
      namesAct(unknown) ||
      clause.question ||
      entities.some(({ kind }) => kind === 'C') ||
      (behind && (!HAPPENED.has(last.act) || entities.length > 0))
    );
  }

  /** A day that was only said in the reason is the act's own, unless the act has named one; only leave and a call for a substitute are beyond doubt then. */
  private dateByReason(first: JoinedClauses, reasons: readonly Piece[]): void {
    // 8号我要带孩子看病,来不了 is no answer to anybody: it is about the 8th.
    const absent = first.act === 'refuse' && first.pieces.every(({ intent }) => intent === 'cannot');
    if ((!REASONED.has(first.act) && !absent) || first.pieces.some(namesShift)) return;
    const dated = reasons.filter(({ entities }) => entities.length > 0 && entities.every(({ kind }) => kind === 'T'));
    if (dated.length === 0) return;
    first.pieces.unshift(...dated);
    if (absent) {
      first.act = 'drop';
      return;
    }
    // 周五到初三: an end that was not understood may not get lost.
    const ends = dated.some(({ clause }) => /T[到至~-]/.test(clause.core));
    if (!DATED_BY_REASON.has(first.act) || ends) first.doubtful = true;
  }

  /** What was typed from one clause to another, without the 但是 before and the marks behind. */
  said(from: Clause, to: Clause): string {
    return typed(this.normal, from.from, to.to)
      .replace(/^(?:但是?|不过|可是|只是|只不过|就是)[,，]?/, '')
      .replace(/[。.!！~～)）]+$/, '');
  }

  private join(drafts: JoinedClauses[], piece: Piece): void {
    const last = drafts[drafts.length - 1];
    // 我下周六有空,那天还有空班吗: a question about the day that was offered
    if (last && asksAbout(last, piece)) {
      drafts[drafts.length - 1] = { ...this.draft(piece.intent as Act, piece), pieces: [...last.pieces, piece] };
      return;
    }
    if (last && (contradicts(last, piece) || this.afterCannot(last, piece) || this.afterAnswer(drafts, last, piece)))
      return;
    const { intent } = piece;
    const { core } = piece.clause;
    // 缺口谁补 looks at the gaps, and nobody's own shift is given away
    if (last && (last.act === 'gaps' || last.act === 'open-shifts') && intent === 'offer' && isOthers(piece)) return;
    // 明天请假,算了: no answer to anybody, and no longer plain
    if (last && intent === 'refuse' && LET_BE.test(core) && !LOOKS.has(last.act) && !isAnswer(last.act)) {
      last.doubtful = true;
      return;
    }
    // 算了,退班3 has been thought over
    if (last?.act === 'refuse' && last.pieces.every((each) => THOUGHT_OVER.test(each.clause.core)) && namesShift(piece))
      drafts.pop();
    switch (intent) {
      case 'cannot':
        if (last && (EXPLAINED_BY_ABSENCE.has(last.act) || isReasonFor(last, piece))) last.pieces.unshift(piece);
        else drafts.push(this.draft(namesShift(piece) ? 'drop' : 'refuse', piece));
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
        if (last && continues(last, piece)) {
          last.pieces.push(piece);
          // 我不想值3了,退掉; 周六上午我有空,我来值吧: said outright in the end.
          if (piece.entities.length === 0 && !piece.doubtful && !piece.clause.question) last.doubtful = false;
        } else drafts.push(this.draft(intent, piece));
    }
  }

  /** 我周三来不了 is explained by what follows it: 求替, 让王芳替我, 换成周四. */
  private afterCannot(last: JoinedClauses, piece: Piece): boolean {
    const { intent } = piece;
    if (last.pieces[last.pieces.length - 1]?.intent !== 'cannot') return false;
    if (intent === 'cannot') {
      if (namesShift(piece)) last.act = 'drop';
    } else if (intent === 'change' && last.act === 'refuse' && !piece.clause.question) {
      // 不行,换成周日倒是可以 answers; it names no shift to swap.
      last.but = this.said(piece.clause, piece.clause);
      return true;
    } else if (intent === 'change') last.act = 'swap';
    else if (last.act === 'refuse' && intent === 'can') return false;
    else if (intent === 'claim' || intent === 'can') {
      last.act = 'swap';
      last.doubtful = true;
    } else if (intent === 'wish') {
      // 下周我出差,别排我 is leave; 每周三要接孩子,别排我 stays so.
      const { entities } = piece;
      last.act =
        entities.length > 0 || last.pieces.some(({ entities: own }) => own.some(isRecurring)) ? 'wish' : 'take-leave';
      last.doubtful ||= entities.length > 0;
    } else if (intent === 'unregister' || isExplained(intent)) last.act = intent;
    else return false;
    last.pieces.push(piece);
    return true;
  }

  /** What an answer swallows of its neighbours: 行,我同意 is one yes; 好的,认领3 is a claim. */
  private afterAnswer(drafts: JoinedClauses[], last: JoinedClauses, piece: Piece): boolean {
    const { intent } = piece;
    const yes = intent === 'agree' || intent === 'answer-yes';
    if (last.act === 'open-shifts' && intent === 'claim' && piece.entities.length === 0) {
      last.act = 'claim';
      last.pieces.push(piece);
      return true;
    }
    if (last.act === 'open-shifts' && intent === 'gaps') {
      last.act = 'gaps';
      last.pieces.push(piece);
      return true;
    }
    if (last.act === 'arrive' && intent === 'check-in') {
      last.act = 'check-in';
      last.pieces.push(piece);
      return true;
    }
    if (last.act === 'agree' && yes) {
      if (piece.entities.length > 0) last.pieces.push(piece);
      return true;
    }
    // 3我不要了,谁要谁拿走
    if (last.act === 'drop' && last.doubtful && intent === 'offer' && piece.entities.length === 0) {
      last.act = 'offer';
      last.doubtful = false;
      last.pieces.push(piece);
      return true;
    }
    if (last.act === 'refuse' && (intent === 'cannot' || intent === 'refuse')) return true;
    if (last.act === 'refuse' && (intent === 'can' || intent === 'change')) {
      last.but = this.said(piece.clause, piece.clause);
      return true;
    }
    if (last.act === 'agree' && !yes && MERE_YES.test(last.pieces[0]?.clause.core ?? '')) {
      drafts.pop();
      this.join(drafts, piece);
      return true;
    }
    // 已到岗,可以接线 consents to nothing.
    if (yes && HAPPENED.has(last.act)) return true;
    if (!yes) return false;
    if (!MERE_YES.test(piece.clause.core)) drafts.push(this.draft('agree', piece));
    return true;
  }

  private draft(act: Act, piece: Piece): JoinedClauses {
    const { clause } = piece;
    // 能不能把我周四的班换到周日 puts a proposal to somebody else, who is asked anyway.
    const proposed = (act === 'swap' || act === 'give' || act === 'wish') && ABLE.test(this.said(clause, clause));
    const asked = clause.question && !proposed && !LOOKS.has(act);
    return {
      act,
      pieces: [piece],
      doubtful: piece.doubtful || (asked && !(clause.polite && PLEADING.test(this.normal.text))),
      but: null,
    };
  }
}

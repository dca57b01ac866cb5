import type { Crisis } from './crisis/hear-crisis';
import type { CivilDateTime, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { SpokenMeasure } from '../../programmes/domain/usual-measures';
import type { GuardName } from './guards/names';

/**
 * Everything that can be asked of the service in a conversation, each act with its two- to four-character form as help shows
 * it and as a question offers it; `none` is what is no request at all.
 */
export const COMMAND = {
  bind: '绑定', 'open-shifts': '空班', 'my-shifts': '我的班', 'on-duty': '谁在班', claim: '认领', undo: '撤销', drop: '退班', offer: '求替', give: '换班', swap: '换班', agree: '同意', refuse: '不行',
  confirm: '确认', arrive: '到岗', handover: '交接', 'off-duty': '离岗', late: '晚到', part: '只值一段', report: '登记', 'take-leave': '请假', 'cancel-leave': '取消请假', wish: '心愿', 'remind-me': '提醒', quiet: '免打扰', calendar: '日历', 'my-stats': '我的统计',
  'mail-address': '邮箱', 'no-mail': '邮箱 取消',
  'my-leave': '我的请假', 'my-requests': '我的换班', 'who-is-free': '谁有空', 'most-served': '值班排行', handovers: '交接记录', unreported: '没登记的',
  hotline: '热线电话', questions: '常见问题', 'ask-coordinator': '转给统筹员', reply: '回复',
  sessions: '活动', 'add-session': '加场', 'change-session': '改场', 'cancel-session': '停办', 'restore-session': '照常举行', 'close-sign-up': '停止报名', 'open-sign-up': '开放报名', register: '报名', unregister: '取消报名', 'check-in': '签到', feedback: '评价', draft: '生成班表', publish: '发布', gaps: '缺口', unconfirmed: '未确认', 'ask-again': '催确认', fill: '补班', 'act-for': '代', 'no-show': '缺席', 'binding-code': '绑定码', 'add-volunteer': '新增志愿者',
  notify: '通知', 'message-status': '消息状态', stats: '统计', 'year-report': '年报', 'chain-list': '#接龙', help: '帮助', crisis: '', none: '',
} as const; // prettier-ignore

export type Act = keyof typeof COMMAND;

/**
 * What of a look was wanted, where that is less than all or something else beside it: the next shift alone, with whom, where; of
 * sessions one's own, the place on a waiting list, who signed up; the code for signing in at the door; the rota as a whole.
 */
export type Aspect = 'next' | 'company' | 'place' | 'mine' | 'waiting' | 'signed-up' | 'code' | 'rota';

/** A stretch of wall time that contains `from` and not `to`; `to` is null when only a beginning was said. */
export interface Stretch {
  readonly from: CivilDateTime;
  readonly to: CivilDateTime | null;
}

/** The second shift of a swap. */
export interface OtherShift {
  when?: Stretch[];
  numbers?: number[];
  dayPart?: string;
}

/**
 * Figures that were reported, by the key of the organisation file (`calls`, `highRisk`, …); by the name where the key says different
 * things in two programmes.
 */
export type TallyFigures = Readonly<Record<string, number>>;

/** What was said besides the act, each part only when it was said. */
export interface Slots {
  when?: Stretch[];
  /** An RRULE, with BYHOUR and BYMINUTE when an hour was said. */
  every?: string;
  numbers?: number[];
  person?: string;
  other?: OtherShift;
  /** As said: 晚上, 夜班 — given when no hour was said; `when` then is the part's stretch, or the whole day for a shift's name. */
  dayPart?: string;
  programme?: string;
  post?: string;
  party?: number;
  households?: number;
  tally?: TallyFigures;
  /** Which of these figures are no exact ones. */
  kinds?: Readonly<Record<string, 'at-least' | 'about'>>;
  code?: string;
  score?: number;
  /** Of a session: what it is about, where it is, and how many households it takes; null: as many as come. */
  topic?: string;
  place?: string;
  capacity?: number | null;
  /** So many households more than now, or fewer. */
  capacityBy?: number;
  /** For `late`: by how much after the beginning of the shift. For `change-session`: by how much it is moved, earlier where it is less than 0. For `part`: until when she serves, as minutes of the day. */
  minutes?: number;
  /** For `wish`: whether she would like to be drafted for it or would rather not. */
  want?: 'like' | 'dislike';
  note?: string;
  /** For counts: `own` of the organisation alone, `all` with those below it, or the name of one below. */
  area?: string;
  /** A condition that was attached, as said; what carries one is never carried out as it stands. */
  but?: string;
}

/**
 * The question to put before anything is done. The options for `when` are the candidate stretches in the order of
 * likelihood; for every other matter they are sentences that the grammar reads without a question.
 */
export type Ask =
  | { readonly about: 'when'; readonly options: readonly Stretch[] }
  | { readonly about: 'number' | 'person' | 'act'; readonly options: readonly string[] };

/** 你好, 谢谢, 收到: what may ask for nothing, and is answered where nothing else is. */
export type Courtesy = 'greeting' | 'thanks' | 'acknowledgement';

/** What a guard objected to: the words themselves, and the act that was not carried out. */
export interface Held {
  readonly by: GuardName;
  readonly said: string;
  readonly act: Act;
}

export interface Reading {
  act: Act;
  slots: Slots;
  ask: Ask | null;
  /** For `crisis`: how plainly it was said, and of whom. */
  crisis?: Crisis;
  /** For `act-for`: what is to be done on the other's behalf. */
  doing?: Act;
  /** For `act-for`: the person that the other's shift goes to (代 张三 换班 3 给王芳). */
  recipient?: string;
  /** A length that was said and is no stretch of wall time (提前2小时), in minutes. */
  minutes?: number;
  /** What of the look was wanted. */
  asks?: Aspect;
  /** Only numbers of the list that stands open, without a word of what is to be done with them. */
  bare?: true;
  /** Said instead of a request, or before it is one. */
  courtesy?: Courtesy;
  /** A yes or a no that may be mere politeness. */
  mild?: true;
  /** A no that says that she is not coming. */
  absent?: true;
  /** A short answer in words that also answer what somebody else, or a reminder, asked for. */
  forOthers?: true;
  /** A holiday whose official days were meant and are not in the table yet: the year. */
  unknownYear?: number;
  /** Which guard turned the act into a question, or into nothing, and over which words. */
  held?: Held;
}

/** One holiday of the published table: its days off, and the days that are worked for its sake. */
export interface HolidayStretch {
  readonly name: string;
  readonly from: string;
  /** The first day after it. */
  readonly to: string;
  readonly worked?: readonly string[];
}

/** Names that an organisation uses beyond the common ones. Give the same object each time: what is derived from it is kept. */
export interface Vocabulary {
  readonly programmes?: readonly string[];
  readonly posts?: readonly string[];
  readonly dayParts?: readonly string[];
  /** The names of the people whom the organisation knows. */
  readonly people?: readonly string[];
  /** What the programmes measure, beyond the usual measures. */
  readonly measures?: readonly SpokenMeasure[];
  /** Everyday names and the programme that each stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** What a reading depends on besides the words, for a person whose wall clock shows `wall`. */
export interface WallContext {
  readonly wall: CivilDateTime;
  /** Whoever speaks arranges sessions: 取消周六的沙龙 is about the session, not about a place at it. */
  readonly coordinates?: true;
  /** How many entries the numbered list has that stands open for this person. */
  readonly numbered?: number;
  readonly vocabulary?: Vocabulary;
  /** The official days off of a year, or null while they are not published. */
  readonly holidays?: (year: number) => readonly HolidayStretch[] | null;
}

export interface Context extends Omit<WallContext, 'wall'> {
  readonly now: Instant;
  readonly zone: ZoneName;
}

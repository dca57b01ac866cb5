import { civilOf, type CivilDate, type ZoneName } from '../kernel/civil-time';
import type { MailRefusal } from '../accounts/mail-addresses.service';
import type { Instant } from '../kernel/clock';
import type { Card } from '../messaging/channel';
import type { BindingRefusal } from '../accounts/binding-codes.service';
import type { Role } from '../acts/domain/act-context';
import type { UndoRefusal, Undone } from '../acts/undo.service';
import type { PublicSession, RegistrationState } from '../registrations/domain/public-session';
import type { RegistrationRefusal } from '../registrations/domain/registration-refusal';
import type { AssignmentState } from '../rota/domain/assignment-state';
import type { RotaRefusal } from '../rota/domain/refusal';
import type { DutyView, Gap, MyShift, RequestView, ShiftView } from '../rota/domain/shift-view';
import type { Violation } from '../rota/domain/violation';
import type { Counts, PersonalCounts } from '../statistics/domain/counts';
import type { Figure, TallyRefusal } from '../statistics/domain/tally';
import type { LeaveRefusal } from '../volunteers/domain/leave-refusal';
import type { Act, Ask } from './grammar/reading';
import type { NumberProblem } from './dialogue/resolve';
import { numbered, saidMinutes, saidMoment, saidShift, saidSpan, type SaidSpan } from './wording/said';

/*
 * Every sentence that the bot says. Facts in, text out: nothing here looks anything up or decides anything.
 * The last line of an answer says what can be said next.
 */

// ---- the acts by name

const VERBS: Readonly<Record<Act, string>> = {
  bind: '绑定',
  'open-shifts': '看空班',
  'my-shifts': '看我的班',
  'on-duty': '看谁在班',
  claim: '认领',
  undo: '撤销',
  drop: '退班',
  offer: '求替',
  give: '换班给人',
  swap: '换班',
  agree: '同意',
  refuse: '回绝',
  confirm: '确认',
  arrive: '到岗',
  handover: '交接',
  'off-duty': '离岗',
  report: '登记',
  'take-leave': '请假',
  wish: '排班心愿',
  'remind-me': '设提醒',
  quiet: '免打扰',
  calendar: '日历',
  'my-stats': '我的统计',
  sessions: '看活动',
  register: '报名',
  unregister: '取消报名',
  'check-in': '签到',
  feedback: '评价',
  draft: '生成班表',
  publish: '发布班表',
  gaps: '看缺口',
  unconfirmed: '看未确认',
  fill: '补班',
  'act-for': '代办',
  notify: '发通知',
  'message-status': '看消息状态',
  stats: '统计',
  'year-report': '年报',
  'chain-list': '接龙',
  help: '帮助',
  crisis: '求助',
  none: '',
};

export const verb = (act: Act): string => VERBS[act];
export const openShiftNoun = (): string => '空班';
export const yourShiftNoun = (): string => '你的班';
export const shiftsOf = (name: string): string => `${name}的班`;
export const sessionNoun = (): string => '活动';
export const registrationNoun = (): string => '报名';
export const gapNoun = (): string => '缺口';
export const giveTo = (name: string): string => `请${name}接手`;
export const swapFor = (name: string): string => `和${name}换成`;
export const fillWith = (name: string): string => `安排${name}`;
export const numberWord = (n: number): string => `${String(n)}号`;
export const now = (): string => '现在';

// ---- not understood, too much, too fast

export const textOnly = (): string => '我只看得懂文字，语音、图片和表情包请改成文字再发。\n回复 帮助 看我能做什么。';
export const tooLong = (): string => '这条太长了，我最多读 500 字（接龙最多 8000 字）。请说短一点。';
export const wordless = (): string => '收到，不过我没看到文字。回复 帮助 看我能做什么。';
export const slower = (): string => '慢一点，我跟不上了。请过一分钟再说。';
export const answeredPrivately = (name: string): string => `${name}，已私聊回复你。`;
export const privateOnly = (): string => '这件事请到私聊里说。';
export const coordinatorsOnly = (): string => '这件事只有统筹员能办。需要的话请联系统筹员。\n回复 帮助 看你能办的事。';
export const volunteersOnly = (): string =>
  '谁在值班只有志愿者看得到，什么都没有做。\n回复 活动 看可以参加的活动，回复 帮助 看你能办的事。';
export const thanked = (): string => '不客气，你也辛苦了。有事随时说。';
export const leftAlone = (): string => '好的，不办，什么都没有改动。';
export const nothingPending = (): string =>
  '好的。现在没有在等你答复的事，什么都没有改动。\n刚办的想收回请回复 撤销（10 分钟内）。';
export const holidaysUnknown = (year: number): string =>
  `${String(year)} 年的放假安排还没有公布，请直接说日期，比如 12月8日。`;

/** One line for each act: what was done, or what was not and why; as many messages as that takes. */
export function inShort(texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  const lines = texts.map((text) => {
    const [first = '', second = ''] = text.split('\n');
    return first.startsWith('✓') || second === '' ? first : `✗ ${first}（${second.replace(/。$/u, '')}）`;
  });
  const messages: string[][] = [[]];
  for (const line of [...lines, '回复 我的班 看现在的安排。']) {
    const last = messages[messages.length - 1] ?? [];
    if (last.length >= 10 || [...last, line].join('\n').length > 600) messages.push([line]);
    else last.push(line);
  }
  return messages.map((message) => message.join('\n'));
}

function mostUsual(roles: readonly Role[]): string {
  if (roles.includes('volunteer')) return '空班 · 认领 周四晚上 · 我的班 · 退班 · 请假 12月1日到5日';
  if (roles.includes('coordinator')) return '缺口 · 补班 1 · 未确认 · 生成班表 12月 · 统计 10月';
  return '活动 · 报名 1 3人 · 取消报名 · 签到 码';
}

export function notUnderstood(understood: readonly string[], roles: readonly Role[] = ['volunteer']): string {
  const known =
    understood.length > 0 ? `听懂了：${understood.join('、')}；没听懂要做什么。` : '没听懂这句话，什么都没有做。';
  return `${known}\n最常用的：${mostUsual(roles)}\n回复 帮助 看全部。`;
}

export const supposed = (what: string): string =>
  `没有完全听懂。你是想：${what}？\n回复 是 就办；回复 算了 就不办，也可以换句话再说。`;

export const numberPlease = (options: number): string =>
  options > 1 ? `请回复 1 到 ${String(options)} 的数字；回复 算了 就不办。` : '请回复 是；回复 算了 就不办。';

export const numbersExpired = (): string => '刚才的编号过了 30 分钟，已经作废。请重新说 空班 或 我的班。';

export function numberProblem(problem: NumberProblem, n: number, count: number): string {
  switch (problem) {
    case 'no-list':
      return `还没有列过清单，不知道 ${String(n)} 号指哪个。先看清单：`;
    case 'expired':
      return '刚才的编号过了 30 分钟，已经作废，什么都没有做。新的清单：';
    case 'out-of-range':
      return `刚才的清单只有 ${String(count)} 项，没有 ${String(n)} 号。现在的清单：`;
    case 'gone':
      return `${String(n)} 号刚刚有变化（被人认领、取消，或不在这类清单里），什么都没有做。现在的清单：`;
    case 'changed':
      return `${String(n)} 号的时间改过了，什么都没有做。现在的清单：`;
  }
}

export interface UnderstoodFacts {
  readonly act: Act;
  readonly times: readonly string[];
  readonly numbers: readonly number[];
  readonly person: string | null;
  readonly other: readonly string[];
  readonly party: number | null;
  readonly note: string | null;
  readonly programme: string | null;
  readonly post: string | null;
  readonly dayPart: string | null;
}

export function understood(facts: UnderstoodFacts): string {
  const parts = [
    ...facts.times,
    ...(facts.dayPart !== null && facts.times.length > 0 && !facts.times.includes(facts.dayPart)
      ? [facts.dayPart]
      : []),
    ...(facts.numbers.length > 0 ? [facts.numbers.map(numberWord).join('、')] : []),
    ...(facts.programme === null ? [] : [facts.programme]),
    ...(facts.post === null ? [] : [facts.post]),
    ...(facts.person === null ? [] : [facts.person]),
    ...(facts.other.length > 0 ? [`换${facts.other.join('、')}`] : []),
    ...(facts.party === null ? [] : [`${String(facts.party)}人`]),
    ...(facts.note === null ? [] : [`「${facts.note.slice(0, 40)}」`]),
  ];
  return facts.act === 'none' ? parts.join('、') : [VERBS[facts.act], ...parts].join(' ');
}

// ---- questions and lists

export const confirmFirst = (lines: readonly string[]): string =>
  lines.length === 1
    ? `你是要：${lines[0] ?? ''}？\n回复 是 就办；回复 算了 就不办。`
    : `一共 ${String(lines.length)} 件：\n${numbered(lines)}\n回复 是 一起办；回复 算了 就都不办。`;

export const which = (what: string, noun: string, count: number): string =>
  `${what}哪一个？有 ${String(count)} 个${noun}对得上：`;

export const closeTo = (what: string): string => `没有正好是你说的时间的，你是要${what}这个吗？`;

export function choose(heading: string, lines: readonly string[], more: number): string {
  const rest = more > 0 ? `\n还有 ${String(more)} 个没列出，说具体一点可以缩小范围。` : '';
  const last = lines.length === 1 ? '回复 1 就办；回复 算了 就不办。' : '回复数字选择；回复 算了 就不办。';
  return `${heading}\n${numbered(lines)}${rest}\n${last}`;
}

export function list(heading: string, lines: readonly string[], more: number, last: string): string {
  const rest = more > 0 ? `\n还有 ${String(more)} 个没列出，加上日期再问可以看全。` : '';
  return `${heading}\n${numbered(lines)}${rest}\n${last}`;
}

export const noneFits = (noun: string): string => `没有对得上的${noun}，什么都没有做。`;
export const noneAtAll = (noun: string): string => `现在没有可选的${noun}。`;

export function didYouMean(about: Ask['about'], labels: readonly string[]): string {
  const lines = numbered(labels);
  const heading = {
    when: '你说的是哪个时间？',
    number: '你说的是哪一个？',
    person: '你说的是谁？',
    act: '你是想说…？',
  }[about];
  return `${heading}\n${lines}\n${labels.length === 1 ? '回复 1 就办' : '回复数字选择'}；回复 算了 就不办。`;
}

export function askedBack(about: Ask['about'], what: string): string {
  const missing = { when: '是哪天、什么时候', number: '是几号', person: '是谁', act: '要做什么' }[about];
  return `${what === '' ? '' : `听懂了：${what}。`}还差一点：${missing}？请再完整说一遍，我先什么都不动。`;
}

export const oneAtATime = (lines: readonly string[]): string =>
  `听懂了这几件事，但有一件还不确定，我先都不动：\n${numbered(lines)}\n请一件一件说。`;

export const withCondition = (what: string, but: string): string =>
  `听懂了：${what}，附带「${but}」。附带的条件我不能替你办。\n回复 是 就只办「${what}」；回复 算了 就不办。`;

// ---- who one is

export const welcome = (name: string): string =>
  `绑定成功，你好，${name}！\n以后直接跟我说话就行：空班 · 我的班 · 认领 周四晚上 · 活动\n回复 帮助 看全部。`;

export function bindingRefusal(refusal: BindingRefusal, zone: ZoneName): string {
  switch (refusal.rule) {
    case 'wrong-code':
      return '绑定码不对，或已用过、已过期（7 天）。请向统筹员要一个新的，再回复：绑定 六位数字';
    case 'too-many-tries':
      return `试错次数太多了，请在 ${civilOf(refusal.againAtMs, zone).slice(11)} 之后再试，或向统筹员要新的绑定码。`;
    case 'not-allowed':
    case 'not-found':
      return coordinatorsOnly();
  }
}

export const bindHow = (): string => '绑定要带上六位数字，比如：绑定 482913。没有绑定码请向统筹员要。';
export const bindInPrivate = (): string => '绑定请到私聊里说，别在群里发绑定码。这个码如果已经发出，请向统筹员换一个。';
export const stranger = (): string =>
  '你好，我是小约。我还不认识你：请向统筹员要一个六位的绑定码，然后在私聊里回复：绑定 482913（换成你的码）。';
export const strangerInGroup = (): string => '我还不认识你，请先私聊我：绑定 六位数字。';

export function help(roles: { volunteer: boolean; coordinator: boolean; participant: boolean }): string {
  const lines = ['我是小约，直接用平常的话跟我说就行，例如：'];
  if (roles.volunteer) {
    lines.push(
      '看班：空班 · 空班 下周三 · 我的班 · 谁在班 · 12月8号谁值班',
      '接班：认领 3 · 认领 周四晚上 · 撤销（10 分钟内）',
      '让班：退班 3 · 求替 3 · 换班 3 给王芳 · 我的3换王芳12月8日晚 · 3换周五晚上（谁都行）· 同意 · 不行',
      '值班：确认 · 到岗 · 交接 … · 离岗 · 登记 来电5 高危1',
      '安排：请假 12月1日到5日 · 少排夜班 · 提醒 提前2小时 · 免打扰 7天 · 日历 · 我的统计',
    );
  }
  if (roles.coordinator) {
    lines.push(
      '统筹：生成班表 12月 · 发布 · 缺口 · 未确认 · 补班 3 · 代 张三 认领 3',
      '统筹：通知 … · 消息状态 · 统计 10月 · 年报 2026 · 接龙 下周 · 粘贴 #接龙',
    );
  }
  lines.push('活动：活动 · 报名 周六沙龙 3人 · 取消报名 · 签到 码 · 评价 5 …');
  lines.push(`先试一句：${roles.volunteer ? '空班' : roles.coordinator ? '缺口' : '活动'}`);
  return lines.join('\n');
}

export const crisis = (): string =>
  [
    '你现在的安全最要紧。请马上联系能帮到你的人：',
    '全国统一心理援助热线 12356（24 小时）',
    '有生命危险请打 110 或 120',
    '妇女维权服务热线 12338',
    '如果身边有人，请先告诉他，不要一个人待着。',
    '我已提醒值班的同事留意。我是程序，不能代替他们，请先打电话。',
  ].join('\n');

export const noSuchPerson = (name: string): string => `没有找到「${name}」，什么都没有做。请说全名再试一次。`;
export const whichPerson = (name: string, count: number): string => `叫「${name}」的有 ${String(count)} 位，是哪一位？`;
export const soundsLikePerson = (name: string): string => `没有叫「${name}」的人，你说的是不是：`;
export const personLine = (name: string, key: string, twice: boolean): string => (twice ? `${name}（${key}）` : name);
export const whoPlease = (): string => '是谁？请带上名字再说一遍，比如：换班 3 给王芳。';

// ---- looking

export function stateMark(state: AssignmentState): string {
  const marks: Readonly<Record<AssignmentState, string>> = {
    held: '',
    confirmed: '（已确认）',
    'on-duty': '（在班）',
    done: '（已完成）',
    offered: '（求替中）',
    dropped: '（已退）',
    'no-show': '（缺席）',
  };
  return marks[state];
}

export const coverMark = (name: string): string => `（替${name}）`;
export const openShifts = (count: number, barred: number): string =>
  `你可以接的空班 ${String(count)} 个${barred > 0 ? `（另有 ${String(barred)} 个暂时不合规则）` : ''}：`;
export const allOpenShifts = (count: number): string => `现在的空班 ${String(count)} 个：`;
export const allOpenShiftsNext = (): string => '回复 补班 编号 安排人，例如：补班 1';
export const openShiftsForVolunteers = (): string => '空班是给志愿者认领的。\n想参加活动请回复 活动。';
export const openShiftsNext = (): string => '回复 认领 编号，例如：认领 1（30 分钟内有效）';
export const noOpenShifts = (timed: boolean): string =>
  timed ? '这段时间没有空班。\n回复 空班 看最近两周的。' : '最近两周没有空班，谢谢惦记。\n回复 我的班 看自己的班。';
export const onlyBarredShifts = (lines: readonly string[], count: number): string =>
  `有 ${String(count)} 个空班，但按资质、休息或上限的规则你暂时都接不了：\n${lines.join('\n')}\n想知道原因，说 认领 加日期，比如：认领 周四晚上`;

export const yourShifts = (count: number): string => `你的班 ${String(count)} 个：`;
export const yourShiftsNext = (): string => '可以说：确认 1 · 退班 1 · 求替 1 · 换班 1 给某人 · 日历';
export const noShiftsOfYours = (): string => '你目前没有排班。\n回复 空班 看可以接的班。';
export const noShiftsOfYoursThen = (): string => '这段时间你没有排班。\n回复 我的班 看全部。';

export const ownPage = (url: string): Card => ({
  title: '我的班次和报名',
  text: '点开就能看、确认、报名。链接只给你一人，一天内有效。',
  url,
});

export function dutyLine(duty: DutyView, hours: string | null): string {
  const people = duty.people.map((person) => `${person.name}${stateMark(person.state)}`);
  const empty = duty.empty > 0 && duty.people.length < duty.seatsMin ? ['（空着）'] : [];
  const when = hours ?? saidSpan(duty);
  return `${when} ${duty.programmeName} ${duty.postName}：${[...people, ...empty].join('、') || '（空着）'}`;
}

export const onDuty = (title: string, lines: readonly string[]): string =>
  `${title}值班：\n${lines.join('\n')}\n回复 空班 看可以接的班。`;
export const shiftsOfHers = (name: string, lines: readonly string[], more: number): string =>
  `${name}的班：\n${lines.join('\n')}${more > 0 ? `\n还有 ${String(more)} 个，可以加上日期再问。` : ''}\n想接她的班，等她求替或找她换班。`;
export const noShiftsOfHers = (name: string): string => `${name}没有排班。\n回复 谁在班 看现在的安排。`;
export const nobodyPlanned = (title: string): string => `${title}没有安排值班。\n回复 谁在班 今天 看当天安排。`;
export const nothingPlanned = (title: string): string => `${title}没有值班安排。\n换个日期再问，比如：12月8号谁值班`;

// ---- claiming and letting go

interface TakenFacts {
  readonly kind: string;
  readonly coveredFor: { readonly name: string } | null;
}

export function claimed(shift: ShiftView, taken: TakenFacts, today: CivilDate): string {
  const line = saidShift(shift, today);
  const what = taken.coveredFor ? `你替${taken.coveredFor.name}顶班，归你了：${line}` : `归你了：${line}`;
  return `✓ ${what}${shift.place ? `\n地点：${shift.place}` : ''}\n点错了 10 分钟内回复 撤销；回复 日历 存进手机。`;
}

export const alreadyYours = (line: string): string => `这个班已经是你的了：${line}\n回复 我的班 看全部。`;
export const takenAlready = (): string => '这个班已经有人了。';
export const pastTime = (): string => '这个时间已经过去了，不能认领。\n回复 空班 看以后的空班。';
export const claimRefused = (line: string, reason: string): string =>
  `没有认领成功：${line}\n${reason}\n附近暂时没有别的你能接的空班；回复 空班 看更多。`;
export const claimRefusedOthers = (line: string, reason: string): string =>
  `没有认领成功：${line}\n${reason}\n附近你能接的：`;

export const actRefused = (what: string, line: string, reason: string): string =>
  `没有办成「${what}」：${line}\n${reason}`;

interface DroppedFacts {
  readonly kind: 'dropped' | 'offered-instead';
  readonly cutoffHours: number;
}

export function dropped(shift: ShiftView, result: DroppedFacts, today: CivilDate): string {
  const line = saidShift(shift, today);
  if (result.kind === 'dropped') return `✓ 已退班：${line}\n退错了 10 分钟内回复 撤销；回复 我的班 看其余的班。`;
  return `离开始不到 ${String(result.cutoffHours)} 小时，不能直接退，已替你求替：${line}\n有人接手之前这个班还是你的。\n也可以自己找人：换班 给某人`;
}

export const offered = (shift: ShiftView, today: CivilDate): string =>
  `✓ 已求替：${saidShift(shift, today)}\n有人接手之前这个班还是你的，接手后会马上告诉你。\n改主意了 10 分钟内回复 撤销。`;

export const giveAsked = (shift: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已问${name}能不能接：${saidShift(shift, today)}\n对方回 同意 之前这个班还是你的。\n改主意了回复 撤销。`;

export const swapAsked = (mine: ShiftView, other: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已问${name}换不换：\n你的 ${saidShift(mine, today)}\n换 ${saidShift(other, today)}\n对方回 同意 之前两个班都不动。\n改主意了回复 撤销。`;

export const nothingToSwap = (name: string, count: number): string =>
  count === 0
    ? `${name}之后没有班可以换。\n可以改说：换班 3 给${name}`
    : `请说清楚换${name}的哪个班，比如：我的3换${name}12月8日晚`;

export function requestLine(request: RequestView, today: CivilDate): string {
  const mine = saidShift(request.shift, today);
  if (request.kind === 'swap' && request.other) {
    return `${request.from.name}想用 ${mine} 换你的 ${saidShift(request.other, today)}`;
  }
  return `${request.from.name}想请你接 ${mine}`;
}

export const whichRequest = (word: 'agree' | 'refuse', lines: readonly string[]): string =>
  `有 ${String(lines.length)} 个请求在等你，${word === 'agree' ? '同意' : '回绝'}哪一个？\n${numbered(lines)}\n回复数字选择；回复 算了 就先放着。`;

export function requestAgreed(request: RequestView | null, today: CivilDate): string {
  if (!request) return '✓ 已同意，班已换好。\n回复 我的班 看现在的安排。';
  const yours = `你的新班：${saidShift(request.shift, today)}`;
  const theirs = request.other ? `\n${request.from.name}接：${saidShift(request.other, today)}` : '';
  return `✓ 已同意，换好了。\n${yours}${theirs}\n回复 我的班 看现在的安排。`;
}

export const requestRefused = (name: string | null): string => `好的，已告诉${name ?? '对方'}你接不了，班都没有动。`;
export const acknowledged = (): string => '好的。有事随时说，回复 帮助 看我能做什么。';
export const stillAsked = (lines: readonly string[]): string =>
  `你是在答复这个请求吗？我还没有动：\n${lines.join('\n')}\n接的话请回复 同意，接不了请回复 不行。`;
export const nothingToAgree = (): string => '现在没有等你同意的请求。\n回复 我的班 看自己的班；要确认排班请回复 确认。';
export const nothingToRefuse = (): string => '现在没有等你答复的请求，什么都没有改动。\n班来不了可以说：求替 或 退班。';
export const cannotCome = (line: string): string =>
  `${line} 来不了吗？\n1. 求替（有人接手前仍是你的）\n2. 退班\n回复数字选择；回复 算了 就不动。`;

export function undone(result: Undone): string {
  const names: Readonly<Record<string, string>> = {
    claim: '认领',
    assign: '安排',
    drop: '退班',
    offer: '求替',
    give: '换班请求',
    swap: '换班请求',
    'wish-swap': '换班愿望',
    agree: '同意',
    'agree-ring': '同意',
    'take-leave': '请假',
    'wish-rota': '排班心愿',
    'tally.report': '登记',
    report: '登记',
    'registration.register': '报名',
    'programme.change': '项目设置',
    'organisation.change': '组织设置',
  };
  return `✓ 已撤销刚才的${names[result.act] ?? '操作'}。\n回复 我的班 看现在的安排。`;
}

export function undoRefusal(refusal: UndoRefusal): string {
  switch (refusal.rule) {
    case 'nothing-to-undo':
      return '没有可以撤销的操作。\n要让出班请说：退班 或 求替。';
    case 'too-late-to-undo':
      return '撤销只在 10 分钟内有效，已经过时了。\n要让出班请说：退班 或 求替。';
    case 'cannot-undo':
      return '之后情况已经变了，撤销不了，什么都没有改动。\n回复 我的班 看现在的安排。';
  }
}

// ---- serving

export const allConfirmed = (line: string): string => `没有等你确认的班，下一个班：${line}\n回复 我的班 看全部。`;
export const alreadyConfirmed = (shift: ShiftView, today: CivilDate): string =>
  `已经确认过了：${saidShift(shift, today)}\n到时回复 到岗。`;
export const confirmed = (shift: ShiftView, today: CivilDate): string =>
  `✓ 已确认：${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n到时回复 到岗；来不了请尽早说 求替。`;
export const alreadyOnDuty = (shift: ShiftView, today: CivilDate): string =>
  `你已经在班：${saidShift(shift, today)}\n结束时回复 离岗。`;
export const nothingToArriveAt = (): string => '现在没有你要到岗的班。\n回复 我的班 看时间。';
export const arrived = (shift: ShiftView, relieved: readonly { name: string }[], today: CivilDate): string =>
  `✓ 已到岗：${saidShift(shift, today)}${relieved.length > 0 ? `\n${relieved.map((p) => p.name).join('、')}可以离岗了。` : ''}\n下班前可说 交接 …、登记 来电5 高危1；结束时回复 离岗。`;
export const notOnDuty = (): string => '你现在没有在班（到岗后才能交接和离岗）。\n到了请回复 到岗。';
export const leftDuty = (shift: ShiftView, minutes: number, today: CivilDate): string =>
  `✓ 已离岗：${saidShift(shift, today)}\n本班服务 ${saidMinutes(minutes)}，辛苦了。\n还没登记的话：登记 来电5 高危1`;
export const handoverHow = (): string =>
  '交接要写内容，比如：交接 来电2个,一位明早回访\n请不要写来电人的姓名、电话、住址等身份信息。';
export const handedOver = (shift: ShiftView, to: readonly { name: string }[], today: CivilDate): string =>
  `✓ 交接已记下：${saidShift(shift, today)}\n${to.length > 0 ? `会告诉下一班的${to.map((p) => p.name).join('、')}。` : '下一班的人到岗时能看到。'}请确认没有写来电人的身份信息。\n结束时回复 离岗。`;

export const reportHow = (measures: readonly string[]): string =>
  `登记要带数字，比如：登记 ${measures.length > 0 ? measures.map((m, i) => `${m}${String(i === 0 ? 5 : 1)}`).join(' ') : '来电5 高危1'}`;
export const nothingToReport = (): string =>
  '最近一天半里没有你值过的班可以登记。\n统筹员可以带日期登记：登记 12月8日晚班 来电5';

export function reported(
  session: SaidSpan & { programmeName: string },
  figures: readonly Figure[],
  today: CivilDate,
): string {
  const lines = figures.map(({ measure, value, before }) =>
    before !== 0 && before !== value
      ? `${measure.name} ${String(value)}${measure.unit}（原为 ${String(before)}，已更正）`
      : `${measure.name} ${String(value)}${measure.unit}`,
  );
  return `✓ 已登记 ${saidSpan(session, today)} ${session.programmeName}：\n${lines.join('，')}\n填错了再登记一次就会更正；10 分钟内也可以回复 撤销。`;
}

export function tallyRefusal(refusal: TallyRefusal, at: { zone: ZoneName; today: CivilDate }): string {
  switch (refusal.rule) {
    case 'not-found':
      return '没有找到这一场，什么都没有登记。';
    case 'not-allowed':
      return '只有值这一班的人或统筹员可以登记，什么都没有改动。';
    case 'session-cancelled':
      return '这一场已经取消，不能登记。';
    case 'too-early':
      return `还没开始（${saidMoment(civilOf(refusal.start, at.zone), at.today)}），开始后再登记。`;
    case 'nothing-said':
      return reportHow(refusal.measures.map((measure) => measure.name));
    case 'unknown-measure':
      return `这个项目不登记「${refusal.said}」，可以登记：${refusal.measures.map((m) => m.name).join('、')}。`;
    case 'bad-value':
      return `${refusal.measure.name}要是 0 到 ${String(refusal.max)} 之间的整数，什么都没有登记。`;
  }
}

// ---- arranging

export function leaveTaken(stretch: string, inside: readonly string[]): string {
  if (inside.length === 0) return `✓ 已请假：${stretch}\n这段时间不会给你排班。填错了 10 分钟内回复 撤销。`;
  return `✓ 已请假：${stretch}\n这段时间你还有 ${String(inside.length)} 个班，不会自动退：\n${numbered(inside)}\n请逐个说 退班 1 或 求替 1；填错了 10 分钟内回复 撤销。`;
}

export const leaveHow = (): string => '请假从哪天到哪天？比如：请假 12月1日到5日';

export function leaveRefusal(refusal: LeaveRefusal): string {
  switch (refusal.rule) {
    case 'not-allowed':
      return '只能给自己请假，代人请假要统筹员来办。';
    case 'not-found':
      return refusal.what === 'person' ? '没有找到这个人。' : '没有找到这次请假。';
    case 'bad-period':
      return leaveHow();
    case 'period-over':
      return '这段时间已经过去了，没有登记请假。请说以后的日期。';
    case 'period-too-long':
      return `一次最多请 ${String(refusal.mostDays)} 天假，请分段说。`;
  }
}

export const remindSet = (minutes: number): string =>
  `✓ 以后每个班提前 ${saidMinutes(minutes)} 再提醒你一次。\n不要了就说：提醒 提前0小时`;
export const remindOff = (): string => '✓ 不再另外提醒。上岗前的确认提醒还会照常发。';
export const remindHow = (): string => '提前多久提醒？可以是 1 分钟到 7 天，比如：提醒 提前2小时';
export const quietSet = (until: string): string =>
  `✓ 免打扰到 ${until}。这期间只发紧急的和等你确认的。\n想恢复就说：免打扰 0天`;
export const quietOff = (): string => '✓ 已恢复正常提醒。';
export const quietHow = (): string => '免打扰几天？可以是 1 到 30 天，比如：免打扰 7天';

export const noMailHere = (): string => '这里还没有开通邮件。日历请用：日历';
export const mailHow = (address: string | null): string =>
  address === null
    ? '还没有登记邮箱。登记后，排班和报名会发日历邀请到邮箱。\n例如：邮箱 name@example.com'
    : `日历邀请发到 ${address}。\n要换就说：邮箱 新地址；不想收就说：邮箱 取消`;
export const mailCode = (code: string): string =>
  `心约邮箱验证码：${code}\n请在半小时内对小约说：邮箱 ${code}\n如果不是你在登记邮箱，请不用理会。`;
export const mailCodeSent = (address: string): string =>
  `验证码已发到 ${address}，半小时内有效。\n收到后回复：邮箱 六位数字`;
export const mailNotSent = (address: string): string =>
  `邮件没能发到 ${address}。请看看地址有没有写错，过一会儿再说一次。`;
export const mailBound = (address: string): string =>
  `✓ 邮箱 ${address} 已登记，以后的排班和报名会发日历邀请过去，在邮件里就能确认。\n不想收就说：邮箱 取消`;
export const mailRemoved = (): string => '✓ 以后不再发邮件给你。\n想恢复就说：邮箱 你的地址';
export function mailRefusal(refusal: MailRefusal): string {
  switch (refusal.rule) {
    case 'no-address':
      return '这不像一个邮箱地址。\n例如：邮箱 name@example.com';
    case 'too-many-codes':
      return '验证码发得太频繁了，一小时最多三次，请晚点再试。';
    case 'wrong-code':
      return '验证码不对或已过期。\n请再说一次：邮箱 你的地址';
  }
}

export function myStats(counts: PersonalCounts, year: string): string {
  const months = counts.months
    .filter((month) => month.shifts > 0)
    .slice(-6)
    .map((m) => `${String(Number(m.month.slice(5)))}月：${String(m.shifts)} 班，${saidMinutes(m.serviceMinutes)}`);
  const heading = `${year}年你服务了 ${String(counts.shifts)} 班（夜班 ${String(counts.nights)}），共 ${saidMinutes(counts.serviceMinutes)}。`;
  return [heading, ...months, `还有 ${String(counts.ahead)} 个班在前面。回复 我的班 查看。`].join('\n');
}

// ---- participants

export function sessionLine(session: PublicSession, today: CivilDate): string {
  const left = session.householdsMax === null ? null : session.householdsMax - session.householdsTaken;
  const places =
    left === null ? '' : left > 0 ? `（余 ${String(left)} 户）` : `（已满，候补 ${String(session.waiting)}）`;
  return `${sessionName(session, today)}${places}`;
}

const sessionName = (session: PublicSession, today: CivilDate): string =>
  `${saidSpan(session, today)} ${session.programmeName}${session.topic ? `「${session.topic}」` : ''}`;

export const sessionsHeading = (count: number): string => `近期活动 ${String(count)} 场：`;
export const sessionsNext = (): string => '回复 报名 编号 人数，例如：报名 1 3人';
export const noSessions = (timed: boolean): string =>
  timed ? '这段时间没有可以报名的活动。\n回复 活动 看全部。' : '近期没有可以报名的活动，过几天再来看看。';
export const registeredMark = (state: RegistrationState): string =>
  state === 'waiting' ? '（你在候补）' : '（你已报名）';

export function registered(
  result: { state: 'registered' | 'waiting'; position: number | null; party: number; session: PublicSession },
  today: CivilDate,
): string {
  const { session } = result;
  const name = sessionName(session, today);
  if (result.state === 'waiting') {
    return `名额满了，已为你候补：${name}\n排在第 ${String(result.position ?? 1)} 位，${String(result.party)} 人。有名额会马上告诉你。\n不等了回复 取消报名。`;
  }
  return `✓ 报名成功：${name}，${String(result.party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名，把名额让给别人。`;
}

export const partyPlease = (): string => '一共几个人来？请连人数一起说，比如：报名 1 3人';
export const partyChanged = (before: number, party: number, session: PublicSession, today: CivilDate): string =>
  `✓ 已把 ${sessionName(session, today)} 的人数从 ${String(before)} 改为 ${String(party)}。\n来不了请回复 取消报名。`;
export const unregistered = (session: PublicSession, today: CivilDate): string =>
  `✓ 已取消报名：${sessionName(session, today)}\n回复 活动 看别的场次。`;
export const noRegistrations = (): string => '你没有报名中的活动。\n回复 活动 看可以报名的。';
export const registrationLine = (
  session: PublicSession,
  party: number,
  state: RegistrationState,
  today: CivilDate,
): string => `${sessionName(session, today)}，${String(party)} 人${state === 'waiting' ? '（候补）' : ''}`;
export const withPlace = (line: string, place: string | null): string => (place === null ? line : `${line}，${place}`);
export const yourRegistrations = (count: number): string => `你的报名 ${String(count)} 个：`;
export const yourRegistrationsNext = (): string => '可以说：取消报名 1 · 改人数：报名 1 4人 · 活动';
export const alsoRegistered = (lines: readonly string[]): string => ['你还报名了：', ...lines].join('\n');
export const changePartyFirst = (line: string, party: number): string =>
  `你已报名：${line}。\n要改成 ${String(party)} 人吗？回复 是 就改；回复 算了 就不改。想报别的场次请带上日期。`;
export const checkedIn = (session: PublicSession, party: number, already: boolean, today: CivilDate): string =>
  already
    ? `之前已经签过到了：${sessionName(session, today)}，${String(party)} 人。`
    : `✓ 签到成功：${sessionName(session, today)}，${String(party)} 人。\n结束后可以回复 评价 5 加一句感受。`;
export const checkInHow = (): string => '签到要带上现场的签到码，比如：签到 4821';
export const feedbackHow = (): string => '打几分？1 到 5 分，可以加一句话，比如：评价 5 老师讲得好';
export const feedbackGiven = (score: number, session: PublicSession, today: CivilDate): string =>
  `✓ 谢谢评价：${sessionName(session, today)}，${String(score)} 分。\n再说一次会替换这次的评价。`;

export function registrationRefusal(refusal: RegistrationRefusal, at: { zone: ZoneName; today: CivilDate }): string {
  switch (refusal.rule) {
    case 'not-found':
      return '没有找到这场活动。\n回复 活动 看可以报名的。';
    case 'not-allowed':
      return '只能办自己家的报名，代办请找统筹员。';
    case 'not-open-to-public':
      return `${refusal.session.programmeName}不接受报名。\n回复 活动 看可以报名的。`;
    case 'session-cancelled':
      return `${sessionName(refusal.session, at.today)} 已取消${refusal.session.reason ? `（${refusal.session.reason}）` : ''}。\n回复 活动 看别的场次。`;
    case 'session-started':
      return `${sessionName(refusal.session, at.today)} 已经开始，不能再改。\n回复 活动 看别的场次。`;
    case 'session-over':
      return `${sessionName(refusal.session, at.today)} 已经结束。\n回复 活动 看别的场次。`;
    case 'already-registered':
      return `你已经${refusal.state === 'waiting' ? '在候补' : '报过名'}：${sessionName(refusal.session, at.today)}，${String(refusal.party)} 人。\n要改人数就说：报名 加活动和人数；不来了回复 取消报名。`;
    case 'overlap':
      return `和你已报名的 ${sessionName(refusal.other, at.today)} 时间重叠，不能都报。\n想换的话先回复 取消报名。`;
    case 'party-size':
      return `人数要在 ${String(refusal.min)} 到 ${String(refusal.max)} 之间。请再说一遍，比如：报名 1 3人`;
    case 'full':
      return fullSession(refusal.session, refusal.alternatives, at.today);
    case 'state':
      return refusal.state === 'cancelled'
        ? '这次报名已经取消了。\n回复 活动 可以重新报名。'
        : '这次报名现在不能这样改。';
    case 'unknown-code':
      return '签到码不对，请看现场的签到码再试一次。';
    case 'check-in-closed':
      return `${sessionName(refusal.session, at.today)} 的签到时间是 ${saidMoment(civilOf(refusal.opens, at.zone), at.today)} 到 ${civilOf(refusal.closes, at.zone).slice(11)}，现在不能签到。`;
    case 'not-registered':
      return `你没有报名 ${sessionName(refusal.session, at.today)}，请找现场的工作人员。`;
    case 'still-waiting':
      return `你还在候补${refusal.position === null ? '' : `第 ${String(refusal.position)} 位`}，请找现场的工作人员。`;
    case 'score':
      return feedbackHow();
    case 'too-long':
      return `评价最多 ${String(refusal.max)} 字，请说短一点。`;
    case 'nothing-to-rate':
      return '最近没有你签到过的活动可以评价。';
  }
}

function fullSession(session: PublicSession, others: readonly PublicSession[], today: CivilDate): string {
  const heading = `${sessionName(session, today)} 名额和候补都满了。`;
  if (others.length === 0) return `${heading}\n回复 活动 看别的场次。`;
  return `${heading}还有位置的：\n${others.map((other) => sessionLine(other, today)).join('\n')}\n回复 活动 再选一场报名。`;
}

// ---- coordinators

export const monthHow = (): string => '是哪个月？比如：生成班表 12月';
export interface DraftedFacts {
  readonly month: string;
  readonly version: number;
  readonly added: number;
  readonly kept: number;
  /** Proved best, or how far from it the draft is at most, as a part of one. */
  readonly proved: boolean;
  readonly gap: number;
  readonly holes: readonly string[];
  readonly change: string | null;
}

export const drafted = (made: DraftedFacts): string =>
  [
    `✓ 已生成 ${monthName(made.month)}班表草稿（第 ${String(made.version)} 版）：新排 ${String(made.added)} 个，保留已有 ${String(made.kept)} 个。`,
    made.proved ? '已证明没有更公平的排法。' : `离最公平的排法最多差 ${(made.gap * 100).toFixed(1)}%。`,
    ...(made.holes.length > 0
      ? [`还空着 ${String(made.holes.length)} 个：`, ...made.holes.slice(0, 4)]
      : ['每个岗位都排上了人。']),
    ...(made.holes.length > 4 ? [`……共 ${String(made.holes.length)} 个`] : []),
    ...(made.change === null ? [] : [`最省事的办法：${made.change}`]),
    `还没有人收到通知。回复 发布 ${monthName(made.month)} 先看差异。`,
  ].join('\n');

export const monthName = (month: string): string =>
  `${String(Number(month.slice(0, 4)))}年${String(Number(month.slice(5)))}月`;

export interface PreviewFacts {
  readonly month: string;
  readonly version: number;
  readonly additions: number;
  readonly kept: number;
  readonly removals: number;
  readonly conflicts: readonly string[];
  /** Who has more seats by it, and who fewer or others; nobody else is told. */
  readonly gains: readonly SeatChange[];
  readonly losses: readonly SeatChange[];
  /** Whose shifts differ by one or more from her fair share, and why. */
  readonly apart: readonly ApartFromShare[];
}

interface SeatChange {
  readonly name: string;
  readonly gains: number;
  readonly loses: number;
}

interface ApartFromShare {
  readonly name: string;
  readonly counts: { readonly shifts: number };
  readonly fair: { readonly shifts: number };
  readonly why: string;
}

const SHOWN_CHANGES = 6;
const SHOWN_APART = 2;

function seatChanges(heading: string, people: readonly SeatChange[]): string[] {
  if (people.length === 0) return [];
  const shown = people.slice(0, SHOWN_CHANGES).map(({ name, gains, loses }) => {
    const given = gains > 0 ? `+${String(gains)}` : '';
    return `${name} ${given}${loses > 0 ? `−${String(loses)}` : ''}`;
  });
  const rest = people.length > SHOWN_CHANGES ? ' 等' : '';
  return [`${heading} ${String(people.length)} 人：${shown.join('、')}${rest}`];
}

function apartFromShares(apart: readonly ApartFromShare[]): string[] {
  if (apart.length === 0) return [];
  const shown = apart.slice(0, SHOWN_APART).map(({ name, counts, fair, why }) => {
    return `${name} ${String(counts.shifts)} 班，应分担 ${fair.shifts.toFixed(1)}，${why}`;
  });
  return [`和应分担差一班以上的 ${String(apart.length)} 人：`, ...shown];
}

export const publishPreview = (p: PreviewFacts): string =>
  [
    `${monthName(p.month)}班表草稿（第 ${String(p.version)} 版）和现在的差异：`,
    `新增 ${String(p.additions)} 个班，撤下 ${String(p.removals)} 个，不变 ${String(p.kept)} 个。`,
    ...(p.conflicts.length > 0
      ? [`有 ${String(p.conflicts.length)} 个不合规则，发布时会跳过：`, ...p.conflicts.slice(0, 3)]
      : []),
    ...seatChanges('加班次', p.gains),
    ...seatChanges('减班次或换班次', p.losses),
    ...apartFromShares(p.apart),
    `回复 是 发布，只通知有变化的 ${String(p.gains.length + p.losses.length)} 人；回复 算了 不发布。`,
  ].join('\n');

export const published = (month: string, added: number, removed: number, skipped: number): string =>
  `✓ 已发布 ${monthName(month)}班表：新增 ${String(added)} 个，撤下 ${String(removed)} 个${skipped > 0 ? `，跳过 ${String(skipped)} 个不合规则的` : ''}。\n有变化的人会收到通知。回复 缺口 看还缺的。`;

export const gapsHeading = (count: number): string => `还缺人的班 ${String(count)} 个：`;
export const gapsNext = (): string => '回复 补班 编号，例如：补班 1';
export const noGaps = (): string => '没有缺口，都排上了人。\n回复 未确认 看谁还没确认。';
export function gapLine(gap: Gap, today: CivilDate): string {
  const offering = gap.people.filter((person) => person.state === 'offered').map((person) => person.name);
  const missing = gap.missing > 0 ? `缺${String(gap.missing)}` : `${offering.join('、')}求替`;
  return `${saidShift(gap, today)}（${missing}）`;
}

export const unconfirmedHeading = (count: number): string => `还没确认的 ${String(count)} 个：`;
export const unconfirmedLine = (mine: MyShift, today: CivilDate): string =>
  `${saidShift(mine, today)} ${mine.personName}${stateMark(mine.state)}`;
export const unconfirmedNext = (): string => '可以打电话问一问；要换人就说：代 某人 求替 日期，再说 补班';
export const noUnconfirmed = (): string => '这段时间的班都确认了。\n回复 缺口 看还缺的。';

export const candidatesHeading = (line: string): string => `${line}\n可以安排的人（排班少的在前）：`;
export function candidateLine(name: string, load: number, violations: readonly Violation[], zone: ZoneName): string {
  const first = violations[0];
  return `${name}（本月 ${String(load)} 班${first ? `；${violationText(first, zone).replace(/。$/u, '')}` : ''}）`;
}
export const candidatesNext = (): string => '回复数字安排；回复 换一个 看后面的人；回复 算了 就不动。';
export const repairPlan = (line: string, lines: readonly string[]): string =>
  [
    `${line}\n没有人能直接补上；这样调整 ${String(lines.length)} 人就能补：`,
    ...lines,
    '还没有人收到通知。回复 是 就这样调整并通知他们；回复 算了 不动。',
  ].join('\n');
export function affectedLine(
  { name, gains, loses }: { name: string; gains: ShiftView; loses: ShiftView | null },
  today: CivilDate,
): string {
  return loses
    ? `${name}：${saidShift(loses, today)} 改为 ${saidShift(gains, today)}`
    : `${name}：加 ${saidShift(gains, today)}`;
}
export const noCandidates = (line: string): string => `${line}\n没有合适的人可以安排。可以放宽规则或换时间。`;
export const fillAnyway = (line: string, name: string, reason: string): string =>
  `${name}：${reason}\n仍要安排 ${line} 吗？回复 是 照样安排并记录；回复 算了 不安排。`;
export const overrideReason = (): string => '统筹员在会话中确认';
export const filled = (shift: ShiftView, name: string, today: CivilDate): string =>
  `✓ 已安排${name}：${saidShift(shift, today)}\n会通知本人。回复 缺口 看其余的。`;

export const actForHow = (): string => '代谁、做什么？比如：代 张三 认领 3 · 代 张三 退班 12月8日晚上';
export const actForUnknown = (what: string): string =>
  `「${what}」不能代办，代办可以：认领、退班、求替、确认、到岗、离岗、请假、报名、取消报名。`;
/** What would be said to her, said of her. */
export const actedFor = (name: string, text: string): string => `代${name}：${text.replace(/你(?!好|们)/gu, name)}`;

export const notifyHow = (): string =>
  '通知要带内容，比如：通知 本周六沙龙改到二楼\n只发给一些人：通知 天天询 … · 通知 周六沙龙的家庭 … · 通知 王芳 …';
export const notice = (text: string): string => `【通知】${text}`;

export function counts(title: string, c: Counts, paragraph: string): string {
  const open = c.open.uncheckedDuties.total + c.open.sessionsWithoutTally.total;
  const lines = c.programmes
    .filter((p) => p.sessions > 0 || p.past > 0)
    .map((p) => {
      const measures = p.measures.map((m) => `${m.name} ${String(m.value)}${m.unit}`).join('，');
      return `${p.programmeName}：${String(p.sessions)} 场${measures ? `，${measures}` : ''}，志愿者 ${String(p.volunteers)} 人，${saidMinutes(p.serviceMinutes)}`;
    });
  return [
    `${title}统计：`,
    ...(lines.length > 0 ? lines : ['还没有发生过的场次。']),
    ...(open > 0 ? [`还有 ${String(open)} 处没说清（未签到的班、未登记的场次），补上后数字会变。`] : []),
    paragraph,
    '回复 年报 看全年。',
  ].join('\n');
}

export const countsHow = (): string => '统计哪段时间？比如：统计 10月 · 年报 2026';

// ---- why an act of the rota was refused

interface Asking {
  readonly scope: { readonly zone: ZoneName };
  readonly today: CivilDate;
  readonly speaker?: { readonly personId: string };
}

export function rotaRefusal(refusal: RotaRefusal, at: Asking): string {
  const { zone } = at.scope;
  switch (refusal.rule) {
    case 'past':
    case 'cancelled':
    case 'inactive':
    case 'already-yours':
    case 'full':
    case 'qualification-missing':
    case 'qualification-expired':
    case 'overlap':
    case 'not-open-yet':
    case 'rest':
    case 'cap':
    case 'nights-in-row':
    case 'trainee-never':
    case 'trainee-alone':
    case 'on-leave':
    case 'unavailable': {
      const first = refusal.violations[0];
      const text = first ? violationText(first, zone) : '不合规则。';
      const other = at.speaker && refusal.person.personId !== at.speaker.personId ? `${refusal.person.name}：` : '';
      return `${other}${text}`;
    }
    case 'not-allowed':
      return '这件事只有统筹员能办。';
    case 'not-found':
      return {
        shift: '没有找到这个班。',
        assignment: '没有找到这个排班。',
        person: '没有找到这个人。',
        request: '没有找到这个请求。',
        rota: '没有找到班表。',
      }[refusal.what];
    case 'not-yours':
      return '这不是你的班，只能办自己的；需要的话请找统筹员。';
    case 'state':
      return stateRefusal(refusal.state);
    case 'over':
      return '这个班已经结束了，不能再改。';
    case 'started':
      return '这个班已经开始了，不能再换；来不了请马上打电话给统筹员。';
    case 'trainee-left-alone':
      return '你一走，同班的新手就没人带了。可以说 求替，等有经验的人接手后再走。';
    case 'with-yourself':
      return '不能和自己换班。请说别人的名字。';
    case 'same-shift':
      return '你们值的是同一个班，不用换。';
    case 'already-asked':
      return '已经问过对方了，还在等答复。想撤回就回复 撤销（10 分钟内），或等对方答复。';
    case 'request-gone':
      return requestGone(refusal.state);
    case 'too-early':
      return `还太早，${saidMoment(civilOf(refusal.opens, zone), at.today)} 起才可以。`;
    case 'too-late':
      return `已经过了时间（${saidMoment(civilOf(refusal.since, zone), at.today)} 止），请找统筹员补记。`;
    case 'note-too-long':
      return `交接最多 ${String(refusal.most)} 字，请写短一点。`;
    case 'note-empty':
      return handoverHow();
    case 'identity-in-note':
      return '交接里好像有电话、证件号或账号，没有记下。请去掉来电人的身份信息再说一遍。';
    case 'bad-minutes':
      return `服务时长要在 0 到 ${String(refusal.most)} 分钟之间。`;
    case 'bad-month':
      return monthHow();
    case 'no-draft':
      return `${monthName(refusal.month)}还没有草稿。先说：生成班表 ${String(Number(refusal.month.slice(5)))}月`;
    case 'no-draft-running':
      return `${monthName(refusal.month)}现在没有正在生成的草稿。`;
    case 'draft-changed':
      return '草稿刚刚又变了，没有发布。请再说一次 发布 看新的差异。';
    case 'changed-meanwhile':
      return `这个班刚被${refusal.by ?? '别人'}改过，现在是：${refusal.people.join('、') || '没有人'}。请看过再说一次。`;
    case 'entries-unknown':
      return `有 ${String(refusal.entries.length)} 条对不上班次或人名，没有导入。`;
  }
}

function stateRefusal(state: AssignmentState): string {
  const texts: Readonly<Record<AssignmentState, string>> = {
    held: '这个班还没有确认。可以说 确认。',
    confirmed: '这个班已经确认过了。',
    'on-duty': '你正在值这个班，结束时说 离岗；要人顶替请马上打电话给统筹员。',
    done: '这个班已经完成了，不能再改。',
    offered: '这个班正在求替，有人接手前仍是你的。改主意了可以说 确认。',
    dropped: '这个班已经退掉或换走了，不再是你的。回复 我的班 看现在的安排。',
    'no-show': '这个班记为缺席。有出入请找统筹员更正。',
  };
  return texts[state];
}

function requestGone(state: 'accepted' | 'refused' | 'expired' | 'withdrawn'): string {
  const texts = {
    accepted: '这个请求已经办成了。回复 我的班 看现在的安排。',
    refused: '这个请求已经被回绝了，班没有动。',
    expired: '这个请求过期了，班没有动。需要的话请对方再问一次。',
    withdrawn: '这个请求已经撤回，或其中的班已经有了变化，班没有动。',
  };
  return texts[state];
}

export function violationText(violation: Violation, zone: ZoneName): string {
  const span = (other: { start: Instant; end: Instant }): string =>
    saidSpan({ startCivil: civilOf(other.start, zone), endCivil: civilOf(other.end, zone) });
  switch (violation.rule) {
    case 'past':
      return '这个班已经结束了。';
    case 'cancelled':
      return '这一场已经取消了。';
    case 'inactive':
      return '账号不是在岗志愿者，不能接班；请联系统筹员。';
    case 'already-yours':
      return '这个班已经是你的了。';
    case 'full':
      return '这个班刚被别人认领，已经满了。';
    case 'qualification-missing':
      return '这个岗位需要相应的资质，目前没有登记；有证请找统筹员补录。';
    case 'qualification-expired':
      return `这个岗位的资质 ${violation.validUntil} 到期，到时已失效；续期后请找统筹员更新。`;
    case 'overlap':
      return `和已有的班 ${span(violation.other)} 时间重叠；要换的话先退掉那个班。`;
    case 'not-open-yet':
      return `还没开放认领，${saidMoment(civilOf(violation.opens, zone))} 起可以认领。`;
    case 'rest':
      return `和 ${span(violation.other)} 的班间隔 ${String(violation.gapHours)} 小时，至少要休息 ${String(violation.neededHours)} 小时；请选隔得开的班。`;
    case 'cap':
      return capText(violation.period, violation.limit);
    case 'nights-in-row':
      return `连续夜班最多 ${String(violation.limit)} 晚；请选隔一天的，或白天的班。`;
    case 'trainee-never':
      return '这个岗位不安排新手；可以先接备班或助理。';
    case 'trainee-alone':
      return '新手不能单独值班，这一班还没有带班的人；等有经验的人认领后再来，或选有人带的班。';
    case 'on-leave':
      return `这段时间在请假（${span({ start: violation.from, end: violation.to })}）；请选假期以外的班。`;
    case 'unavailable':
      return '不在登记的可值班时间里；请选那些时间的班，或请统筹员更新可值班时间。';
  }
}

function capText(period: 'day' | 'week' | 'month' | 'nights-month', limit: number): string {
  const texts = {
    day: `一天最多 ${String(limit)} 个班；请选别的日子。`,
    week: `一周最多 ${String(limit)} 个班，已经到了上限；请选别的周。`,
    month: `一个月最多 ${String(limit)} 个班，已经到了上限；请选别的月份。`,
    'nights-month': `一个月最多 ${String(limit)} 个夜班，已经到了上限；请选白天或晚上的班。`,
  };
  return texts[period];
}

// ---- what the service says of itself

export const confirmReminder = (shift: ShiftView, today: CivilDate): string =>
  `提醒：你有班 ${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n能来请回复 确认；来不了请尽早回复 求替。`;
/** Before a message that could not leave in time. */
export const late = (moment: string): string => `（这条消息晚到了，原定 ${moment} 发）\n`;
/** A message with the page where the same is answered by tapping; whoever has the address speaks for her. */
export const withPage = (text: string, url: string | null): string =>
  url === null ? text : `${text}\n也可以点开来办（只给你一人，请不要转发）：\n${url}`;
/** A message with the link that gives the one answer it asks for; whoever has the address speaks for her. */
export function withAnswer(text: string, answer: 'confirm' | 'let-go' | 'unregister', url: string | null): string {
  if (url === null) return text;
  const words = { confirm: '点开确认', 'let-go': '点开退班', unregister: '点开取消报名' };
  return `${text}\n也可以${words[answer]}（请不要转发）：${url}`;
}
/** The reminder that she wished for herself; whoever has confirmed is not asked to again. */
export const ownReminder = (shift: ShiftView, confirmed: boolean, today: CivilDate): string =>
  confirmed
    ? `提醒：你有班 ${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n到了请回复 到岗；来不了请尽早回复 求替。`
    : confirmReminder(shift, today);
export const noticeCovered = (shift: ShiftView, by: string, today: CivilDate): string =>
  `${by}接手了你的班：${saidShift(shift, today)}\n你不用来了，谢谢。回复 我的班 看其余的班。`;
export const noticeGiveAsked = (line: string): string => `${line}\n接的话回复 同意，接不了回复 不行。`;
export const noticeAnswered = (request: RequestView, today: CivilDate): string => {
  const line = saidShift(request.shift, today);
  const who = request.to?.name ?? '对方';
  switch (request.state) {
    case 'accepted':
      return `${who}同意了：${line} 已换好。\n回复 我的班 看现在的安排。`;
    case 'refused':
      return `${who}接不了：${line}，这个班还是你的。\n可以说 求替，让大家都能看到。`;
    case 'withdrawn':
      return `换班请求作废了：${line}，其中的班已有变化，没有换。\n回复 我的班 看现在的安排。`;
    case 'expired':
      return noticeExpired(request, today);
    case 'open':
      return `${who}还没有答复：${line}`;
  }
};
export const noticeExpired = (request: RequestView, today: CivilDate): string =>
  `${request.to?.name ?? '对方'}一直没有答复，请求过期了：${saidShift(request.shift, today)}，这个班还是你的。\n可以说 求替。`;
export const noticeAssigned = (shift: ShiftView, today: CivilDate): string =>
  `给你排了班：${saidShift(shift, today)}${shift.place ? `\n地点：${shift.place}` : ''}\n能来请回复 确认；来不了请尽早回复 退班。`;
export const noticeUnassigned = (shift: ShiftView, today: CivilDate): string =>
  `你的班有变化：${saidShift(shift, today)} 已经不用你来了。\n回复 我的班 看现在的安排。`;
export const noticePublished = (month: string, count: number): string =>
  `${monthName(month)}班表已发布，你有 ${String(count)} 个班。\n回复 我的班 查看，来不了的请尽早说 退班。`;
export const noticeHandover = (shift: ShiftView, note: string, today: CivilDate): string =>
  `上一班（${saidShift(shift, today)}）交接：${note}\n到了请回复 到岗。`;
export const noticeSessionCancelled = (line: string, reason: string | null): string =>
  `取消通知：${line}${reason ? `，原因：${reason}` : ''}。不用来了。`;
export const noticeSessionChanged = (line: string, place: string | null, serves: boolean): string =>
  `变更通知，现在是：${line}${place ? `\n地点：${place}` : ''}\n${serves ? '能来请回复 确认；来不了请尽早回复 求替。' : '来不了请尽早说。'}`;
export const noticePromoted = (session: PublicSession, party: number, today: CivilDate): string =>
  `有名额了，你已从候补转为报名成功：${sessionName(session, today)}，${String(party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名。`;
export const noticeRegistration = (session: PublicSession, party: number, today: CivilDate): string =>
  `提醒：你报名了 ${sessionName(session, today)}，${String(party)} 人${session.place ? `\n地点：${session.place}` : ''}\n来不了请回复 取消报名，把名额让给别人。`;
export const noticeSignInCode = (code: string, browser: string, at: string): string =>
  `登录码 ${code}\n在 ${browser} 上输入，5 分钟内有效，只能用一次（${at} 请求）。\n不是你本人操作请忽略，也不要把它告诉任何人。`;
export const noticeCrisis = (at: string): string =>
  `【紧急】${at} 有人发来的话像是有危险，已给出求助电话。请值班的同事马上查看热线，按预案处理；内容不在这里转述。`;

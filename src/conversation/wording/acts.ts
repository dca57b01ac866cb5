import type { Act } from '../grammar/reading';

/* The acts by name, and what was understood of one. */

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
  late: '晚到',
  part: '只值一段',
  report: '登记',
  'take-leave': '请假',
  'cancel-leave': '取消请假',
  wish: '排班心愿',
  'remind-me': '设提醒',
  quiet: '免打扰',
  calendar: '日历',
  'mail-address': '登记邮箱',
  'no-mail': '不收邮件',
  'my-stats': '我的统计',
  'my-leave': '看我的请假',
  'my-requests': '看换班的进展',
  'who-is-free': '看谁有空',
  'most-served': '看值班排行',
  handovers: '看交接记录',
  unreported: '看没登记的',
  hotline: '看求助电话',
  questions: '看常见问题',
  'ask-coordinator': '转给统筹员',
  reply: '答复提问',
  sessions: '看活动',
  'add-session': '加一场',
  'change-session': '改这一场',
  'cancel-session': '取消这一场',
  'restore-session': '恢复这一场',
  'close-sign-up': '停止报名',
  'open-sign-up': '重新开放报名',
  register: '报名',
  unregister: '取消报名',
  'check-in': '签到',
  feedback: '评价',
  draft: '生成班表',
  publish: '发布班表',
  gaps: '看缺口',
  unconfirmed: '看未确认',
  'ask-again': '催确认',
  fill: '补班',
  'act-for': '代办',
  'no-show': '记缺席',
  'binding-code': '发绑定码',
  'add-volunteer': '新增志愿者',
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
export const sessionToArrange = (): string => '场次';
export const registrationNoun = (): string => '报名';
export const gapNoun = (): string => '缺口';
export const giveTo = (name: string): string => `请${name}接手`;
export const swapFor = (name: string): string => `和${name}换成`;
export const fillWith = (name: string): string => `安排${name}`;
export const numberWord = (n: number): string => `${String(n)}号`;
export const now = (): string => '现在';

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

import type { Undone, UndoRefusal } from '../../acts/undo.service';

/* Taking back what was just done. */

const NAMES: Readonly<Record<string, string>> = {
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
  'registration.cancel': '取消报名',
  'session.cancel': '取消场次',
  'session.restore': '恢复场次',
  'programme.change': '项目设置',
  'organisation.change': '组织设置',
};
const nameOf = (act: string): string => NAMES[act] ?? '操作';

/** Who hears it: what she is told to say instead is something that she can say. */
export type Hearer = 'family' | 'volunteer' | 'coordinator';

const LOOK: Readonly<Record<Hearer, string>> = {
  family: '回复 我的报名 看现在的报名。',
  volunteer: '回复 我的班 看现在的安排。',
  coordinator: '回复 缺口 看现在的安排。',
};
const INSTEAD: Readonly<Record<Hearer, string>> = {
  family: '不来了请说：取消报名；要报名请说：活动。',
  volunteer: '要让出班请说：退班 或 求替。',
  coordinator: '要改请说要办的事，比如：代 张三 退班 周四晚上。',
};

/** What puts right what everybody has been told of. */
const AFTER_ALL: Readonly<Record<string, string>> = {
  'session.cancel': '要照常举行请说日期，比如：周六沙龙照常举行（会再告诉大家）',
  'session.restore': '要取消请说：取消周六的沙龙（会再告诉大家）',
};

export const undone = (result: Undone, hearer: Hearer): string =>
  `✓ 已撤销刚才的${nameOf(result.act)}。\n${LOOK[hearer]}`;

/** `registered`: what she hears who has signed up. */
export const cancellingUndone = (registered: string): string => `刚才的取消报名撤回来了。\n${registered}`;

export function undoRefusal(refusal: UndoRefusal, hearer: Hearer): string {
  switch (refusal.rule) {
    case 'nothing-to-undo':
      return `没有可以撤销的操作。\n${INSTEAD[hearer]}`;
    case 'too-late-to-undo':
      return `撤销只在 10 分钟内有效，你之前的「${nameOf(refusal.act)}」已经过时了。\n${INSTEAD[hearer]}`;
    case 'cannot-undo':
      if (refusal.because.rule === 'lasting')
        return `「${nameOf(refusal.act)}」不能用 撤销 收回，什么都没有改动。\n${AFTER_ALL[refusal.act] ?? LOOK[hearer]}`;
      return `「${nameOf(refusal.act)}」之后情况已经变了，撤销不了，什么都没有改动。\n${LOOK[hearer]}`;
  }
}

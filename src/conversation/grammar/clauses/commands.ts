import type { Act } from '../reading';

/** The two- to four-character form of each act, as help shows it and as a question offers it. */
export const COMMAND: Readonly<Record<Act, string>> = {
  bind: '绑定', 'open-shifts': '空班', 'my-shifts': '我的班', 'on-duty': '谁在班', claim: '认领', undo: '撤销', drop: '退班', offer: '求替', give: '换班', swap: '换班', agree: '同意', refuse: '不行',
  confirm: '确认', arrive: '到岗', handover: '交接', 'off-duty': '离岗', report: '登记', 'take-leave': '请假', wish: '心愿', 'remind-me': '提醒', quiet: '免打扰', calendar: '日历', 'my-stats': '我的统计',
  sessions: '活动', register: '报名', unregister: '取消报名', 'check-in': '签到', feedback: '评价', draft: '生成班表', publish: '发布', gaps: '缺口', unconfirmed: '未确认', fill: '补班', 'act-for': '代',
  notify: '通知', 'message-status': '消息状态', stats: '统计', 'year-report': '年报', 'chain-list': '#接龙', help: '帮助', crisis: '', none: '',
}; // prettier-ignore

const EXACT =
  /^(?:空班|空缺|我的班|我的排班|我的班表|谁在班|谁值班|认领|退班|求替|换班|撤销|同意|确认|到岗|交接|交班|离岗|登记|请假|心愿|我的心愿|取消心愿|提醒|免打扰|日历|我的统计|活动|报名|取消报名|签到|评价|生成班表|发布|缺口|未确认|补班|代|通知|统计|年报|帮助|绑定|help)(?:[TNPGOCHLK和给的班,、:]|$)*$/;

/** True for the skeleton of a bare command with nothing but its particulars, as somebody types it to the service and to no one else. */
export function isCommandForm(skeleton: string): boolean {
  return (
    EXACT.test(skeleton) ||
    (/^(?:\+1|交接.*|交班.*|通知.+)$/.test(skeleton) && !/^通知(?:大家|一下)?[^:,]*[吗?]$/.test(skeleton))
  );
}

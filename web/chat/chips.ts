const VOLUNTEER = ['空班 这周', '我的班', '谁在班', '确认', '到岗', '离岗', '我的统计', '日历', '帮助'];
const COORDINATOR = ['缺口', '未确认', '谁在班', '生成班表 下个月', '发布', '统计 本月', '空班 这周', '帮助'];
const PARTICIPANT = ['活动', '取消报名', '日历', '帮助'];
const UNBOUND = ['帮助'];

/** The commands a person of these roles reaches with one tap. */
export function chipsFor(roles: readonly string[]): string[] {
  const chips = [
    ...(roles.includes('coordinator') ? COORDINATOR : []),
    ...(roles.includes('volunteer') ? VOLUNTEER : []),
    ...(roles.includes('participant') ? PARTICIPANT : []),
  ];
  return chips.length > 0 ? [...new Set(chips)] : UNBOUND;
}

import { reportExample } from './reporting';

/* What can be said at all. */

/** `measures`: what is counted where she serves. */
export function help(
  roles: { volunteer: boolean; coordinator: boolean; leader: boolean },
  measures: readonly string[],
): string {
  const lines = ['我是小约，直接用平常的话跟我说就行，例如：'];
  if (roles.volunteer) {
    lines.push(
      '看班：空班 · 空班 下周三 · 我的班 · 谁在班 · 班表 · 我跟谁搭班',
      '接班：认领 3 · 认领 周四晚上 · 撤销（10 分钟内）',
      '让班：退班 3 · 求替 3 · 换班 3 给王芳 · 我的3换王芳周四晚班 · 3换周五晚上（谁都行）· 同意 · 不行',
      `值班：确认 · 晚到 10分钟 · 到岗 · 交接 … · 离岗 · ${reportExample(measures)} · 没登记的 · 交接记录`,
      '安排：请假 下周一到周三 · 少排夜班 · 提醒 提前2小时 · 免打扰 7天 · 日历 · 我的统计',
    );
  }
  if (roles.coordinator) {
    lines.push(
      '统筹：生成班表 下个月 · 发布 · 缺口 · 未确认 · 谁有空 周三晚上 · 补班 3 · 代 张三 认领 3',
      '场次：加一场 周日下午沙龙 · 周六沙龙改到周日 · 周六沙龙停止报名 · 取消周六的沙龙',
      '统筹：通知 … · 消息状态 · 统计 10月 · 年报 2026 · 接龙 下周 · 粘贴 #接龙',
    );
  }
  if (roles.leader && !roles.coordinator) lines.push('看数：统计 10月 · 统计 本级 · 年报 2026 · 值班排行');
  lines.push('活动：活动 · 报名 周六沙龙 3人 · 取消报名 · 签到 码 · 评价 5 … · 常见问题 · 转给统筹员 …');
  lines.push(`先试一句：${roles.volunteer ? '空班' : roles.coordinator ? '缺口' : roles.leader ? '统计' : '活动'}`);
  return lines.join('\n');
}

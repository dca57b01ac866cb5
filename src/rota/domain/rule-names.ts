import type { Violation } from './violation';

/** The rules in a few words, for lists where a sentence has no room. */
export const RULE_NAMES: Readonly<Record<Violation['rule'], string>> = {
  past: '已结束',
  cancelled: '已取消',
  inactive: '不在岗',
  'already-yours': '已在这个班上',
  full: '已满',
  'qualification-missing': '缺资质',
  'qualification-expired': '资质过期',
  overlap: '时间重叠',
  'not-open-yet': '未开放',
  rest: '休息不足',
  cap: '超上限',
  'nights-in-row': '连续夜班',
  'trainee-never': '不安排见习',
  'trainee-alone': '见习不能单独',
  'on-leave': '请假',
  unavailable: '不在可值班时间',
};

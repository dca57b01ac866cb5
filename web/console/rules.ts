/** The rules of the rota in a few words, for lists where a whole sentence has no room. */
const RULES: Readonly<Record<string, string>> = {
  past: '已结束',
  cancelled: '已取消',
  inactive: '已停用',
  'already-yours': '已在班',
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

const HARD = [
  'past',
  'cancelled',
  'inactive',
  'already-yours',
  'full',
  'qualification-missing',
  'qualification-expired',
  'overlap',
];

export const ruleText = (rule: string): string => RULES[rule] ?? rule;
export const isHard = (rule: string): boolean => HARD.includes(rule);

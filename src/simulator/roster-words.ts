const SENTENCES: Readonly<Record<string, (people: number) => string>> = {
  past: () => '这个班次已经结束',
  cancelled: () => '这个场次已取消',
  inactive: (n) => `${String(n)} 人已停用`,
  'already-yours': (n) => `${String(n)} 人已在这个班次上`,
  full: (n) => `对 ${String(n)} 人而言名额已满`,
  'qualification-missing': (n) => `${String(n)} 人没有所需资质`,
  'qualification-expired': (n) => `${String(n)} 人的资质届时已过期`,
  overlap: (n) => `${String(n)} 人同一时间另有班次`,
  'not-open-yet': (n) => `对 ${String(n)} 人尚未开放认领`,
  rest: (n) => `${String(n)} 人前后班次之间休息不足`,
  cap: (n) => `${String(n)} 人会超过每日、每周、每月或夜班上限`,
  'nights-in-row': (n) => `${String(n)} 人会连续值夜班过多`,
  'trainee-never': (n) => `${String(n)} 人是新手，不能上这个岗位`,
  'trainee-alone': (n) => `${String(n)} 人是新手，同场次没有有经验的同伴`,
  'on-leave': (n) => `${String(n)} 人在请假`,
  unavailable: (n) => `${String(n)} 人在这个时段不能值班`,
};

/** One sentence: how many people this rule keeps from the place. */
export function ruleSentence(rule: string, people: number): string {
  return SENTENCES[rule]?.(people) ?? `${String(people)} 人不符合规则 ${rule}`;
}

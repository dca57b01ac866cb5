/** What somebody may want done, in words that are read without a question when they stand alone. */
const WANTED: readonly string[] = [
  '到岗', '离岗', '认领3', '认领周五晚班', '退班3', '请假12月5日', '确认', '求替周五的班', '把3换给李梅', '报名周六的沙龙', '取消报名', '登记来电5', '签到6688', '撤销',
]; // prettier-ignore

type Frame = (wanted: string) => string;

/** Somebody else is the subject. */
const SUBJECTS: readonly Frame[] = ['王芳', '她', '我家娃', '隔壁老李', '同事', '我妈'].map(
  (who) => (wanted) => `${who}${wanted}`,
);

/** Somebody else's words. */
const QUOTES: readonly Frame[] = [
  (wanted) => `他说：${wanted}`,
  (wanted) => `刚才群里有人问：我${wanted}`,
  (wanted) => `她发的是：${wanted}`,
  (wanted) => `“${wanted}”是什么意思`,
  (wanted) => `统筹让我说${wanted}`,
  (wanted) => `小刘刚才说她${wanted}`,
  (wanted) => `王姐回复“${wanted}”`,
];

/** Not now, not yet, not really. */
const TENSES: readonly Frame[] = [
  (wanted) => `昨天我${wanted}了`,
  (wanted) => `上次我${wanted}`,
  (wanted) => `我每次都${wanted}`,
  (wanted) => `我一直${wanted}`,
  (wanted) => `我本来想${wanted}的`,
  (wanted) => `一会儿再${wanted}`,
  (wanted) => `等下我再${wanted}`,
  (wanted) => `我可能${wanted}`,
  (wanted) => `要是下雨我就${wanted}`,
  (wanted) => `我没说要${wanted}`,
  (wanted) => `我还没想好要不要${wanted}`,
  (wanted) => `比如${wanted}`,
  (wanted) => `我去问一下怎么${wanted}`,
];

const VERBS: readonly string[] = ['认领', '我要', '我来', '给我', '我领', '退', '退掉', '我想要', '帮我领', '求替'];
const COUNTS: readonly string[] = ['两个', '3个', '三个班', '4个班', '两个晚班'];

export interface Traps {
  readonly kind: string;
  readonly texts: readonly string[];
}

/** Sentences that hold a command and ask for nothing, by the kind of trap. */
export function traps(): Traps[] {
  const framed = (frames: readonly Frame[]): string[] => frames.flatMap((frame) => WANTED.map(frame));
  return [
    { kind: 'subject', texts: framed(SUBJECTS) },
    { kind: 'quotation', texts: framed(QUOTES) },
    { kind: 'tense', texts: framed(TENSES) },
    { kind: 'count', texts: VERBS.flatMap((verb) => COUNTS.map((count) => verb + count)) },
  ];
}

/** The same wishes as people say them for themselves: these are to be done, since whoever always asks falls into no trap either. */
export const controls = (): string[] =>
  WANTED.flatMap((wanted) => [wanted, `我${wanted}`, `老师好，${wanted}`, `${wanted}，谢谢`]);

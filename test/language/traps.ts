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

/** Wishes and frames that the first ones were not written with; … is where the wish stands. */
const OTHERS_WANTED: readonly string[] = [
  '到岗了', '下班了', '领3', '认领下周三早班', '退掉2', '把周六的班退了', '12月8号请假', '明天请假', '确认参加', '周六夜班求替', '跟李梅换班',
  '报名周六的沙龙', '取消周六的报名', '来电8个', '撤销刚才的', '免打扰到明天', '同意', '提前2小时提醒我',
]; // prettier-ignore
const OTHER_FRAMES: readonly string[] = [
  '我妹夫…', '我们班长…', '刘师傅…', '新来的小黄…', '二组的人…', '另一个接线员…', '她们…', '我同桌…',
  '韦主任说…', '上面通知说…', '微信里她写着…', '朋友圈有人发：…', '我刚看到一句话：…', '她的原话是…', '有个人在群里喊…', '我女儿说…', '电视里说…', '引用：…',
  '有志愿者问我怎么…', '别人问…怎么说', '上个月我…', '那次我…', '小时候我…', '刚开始我…', '前两天我…', '当初我…', '我以前…', '我老是忘记…', '我天天…',
  '我从来没…', '我差一点就…', '我原打算…', '我要是能…就好了', '假如我…会怎样', '万一我…呢', '我在犹豫是不是…', '我想好了再…', '过几天再…', '晚上回去再…',
  '等我问问家里再…', '我并没有…', '谁说我…', '我什么时候说…', '千万别…', '不许…', '我可没…', '…是开玩笑', '…是什么', '…行不通吧', '如何…', '哪里可以…',
  '为什么不能…', '…有什么用', '示范：…', '拿…做例子', '我梦见…', '我猜她…', '希望她…', '但愿不用…',
  '我小姨…', '志愿者们…', '搭班的…', '家长们…', '短信写：…', '昨天群里聊到…', '如果有人发…', '往年我都…', '每逢周五我…', '大前天我…', '有一次我…', '偶尔我…', '下回再…',
  '我想先看看再…', '我是不是该…', '用不用…', '我怕我…', '就当我…', '…，骗你的', '…，才怪', '…用英语怎么说',
  '险些…', '我不小心…', '过两天我…', '过几天就…', '书记说…', '站长的原话：…', '…，再忍忍', '…，我再掂量掂量', '…，看心情', '…，还是再说吧', '…，要不还是算了', '我同学的妈妈…', '我好像已经…了吧',
]; // prettier-ignore

export const otherTraps = (): string[] =>
  OTHER_FRAMES.flatMap((frame) => OTHERS_WANTED.map((wanted) => frame.replace('…', wanted)));

/** The same wishes as people say them for themselves: these are to be done, since whoever always asks falls into no trap either. */
export const controls = (): string[] =>
  WANTED.flatMap((wanted) => [wanted, `我${wanted}`, `老师好，${wanted}`, `${wanted}，谢谢`]);

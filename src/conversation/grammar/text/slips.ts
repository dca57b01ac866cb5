/** Command words, the act each begins, and for each character others of the same sound (tones aside). */
const SOUNDS: Readonly<Record<string, string>> = {
  认: '任人仁忍刃韧壬', 领: '令另岭零铃灵龄凌陵', 退: '推腿褪蜕', 班: '搬般斑办半版板扳伴', 换: '还缓环患唤幻焕', 求: '球秋丘囚', 替: '提题体踢梯涕剃题',
  确: '却缺鹊', 到: '道倒刀盗', 岗: '刚港钢缸纲', 请: '轻情清青晴庆起', 假: '家加价嘉架驾佳贾', 签: '千前迁欠牵钱浅', 空: '孔控恐', 撤: '车彻扯', 销: '消小肖效校笑',
  交: '教焦叫郊娇浇', 接: '结街节届介借姐', 离: '里理力立利李例', 登: '灯等瞪', 记: '级计既季极几己', 报: '抱包宝爆保', 名: '明命鸣', 提: '题替体踢', 醒: '行性姓星腥形',
  帮: '邦棒绑磅', 助: '住注主著', 绑: '榜帮', 定: '订丁顶', 补: '不部布捕', 缺: '却确', 口: '扣叩', 发: '法罚', 布: '步不部', 评: '平苹瓶', 价: '假架加',
}; // prettier-ignore

const COMMANDS = [
  '认领',
  '空缺',
  '退班',
  '换班',
  '求替',
  '确认',
  '到岗',
  '请假',
  '签到',
  '空班',
  '撤销',
  '交接',
  '离岗',
  '登记',
  '报名',
  '提醒',
  '帮助',
  '绑定',
  '补班',
  '缺口',
  '发布',
  '评价',
] as const;

/** Words of the everyday language that only sound like a command. */
const REAL = new Set(
  '取笑 帮主 前导 迁到 收到 人领 缓办 受到 倒刚 认令 记登 接街 交结 交街 教姐 交界 交借 交节 力港 提行 提姓 体型 体形 体行 题型 梯形 踢星 报明 报命 保命 宝明 抱名 发不 法布 罚布 发部 布防 等级 等几 等记 灯记 登机 等既 等季 登极 棒住 帮住 绑住 邦助 不办 不半 不搬 不般 部办 步伴 不版 不板 不能 评架 平价 平假 平架 苹价 瓶价 评加 情价 情家 清家 请家 请加 青家 轻加 清价 千到 欠到 钱到 前到 到刚 道港 倒钢 刀刚 到港 到钢 却人 缺人 却任 缺任 缺扣 缺口 确口 却口 全班 还班 还办 换办 还半 换版 换板 环办 缓班 还版 还搬 换伴 空版 空板 孔班 空办 空半 控办 推办 推搬 推版 退办 退伴 推班 腿办 撤小 撤校 彻小 车小 车校 车效 车笑 撤效 撤笑 求体 求题 求提 球体 球题 秋题 秋体 求踢 球踢 绑订 帮订 帮定 帮顶 绑顶 榜定 礼帮 里刚 里港 离刚 离港 理港 力刚 例港 利港 立刚 李刚 李岗 认另 任令 人零 认零 人另 任另 人灵 仁灵 认灵 补办 补版 补半 补伴 捕办 部版'.split(
    ' ',
  ),
);

/** Spellings that are words of their own somewhere but hardly in this conversation: still asked about. */
const CERTAIN_SLIPS = new Set(['人领', '认令', '任令', '空却', '撤小', '推班', '空版', '换板', '换版']);

const SLIPS = new Map<string, string>();
for (const command of COMMANDS) {
  const first = command.charAt(0);
  const second = command.charAt(1);
  for (const a of (first + (SOUNDS[first] ?? '')).split('')) {
    for (const b of (second + (SOUNDS[second] ?? '')).split('')) {
      const slip = a + b;
      if (slip === command || (COMMANDS as readonly string[]).includes(slip)) continue;
      if (!SLIPS.has(slip)) SLIPS.set(slip, command);
    }
  }
}
const SPELT: Readonly<Record<string, string>> = {
  renling: '认领', tuiban: '退班', huanban: '换班', qiuti: '求替', queren: '确认', daogang: '到岗', qingjia: '请假', qiandao: '签到', kongban: '空班', chexiao: '撤销', jiaojie: '交接',
  ligang: '离岗', dengji: '登记', baoming: '报名', tixing: '提醒', bangzhu: '帮助', bangding: '绑定', wodeban: '我的班', rili: '日历', tongyi: '同意',
}; // prettier-ignore

/** What a text would be if its first word were a command that it merely sounds like (任领 3 → 认领 3), or null. Never acted upon: it is asked. */
export function soundsLikeCommand(text: string): string | null {
  const spelt = /^([a-z]{4,9})(?![a-z])/.exec(text)?.[1];
  const known = spelt === undefined ? undefined : SPELT[spelt];
  if (spelt !== undefined && known !== undefined) return known + text.slice(spelt.length).trimStart();
  const at = /^(?:我要?想?|请|帮我|麻烦)/.exec(text)?.[0].length ?? 0;
  return slipAt(text, at) ?? (at === 0 ? null : slipAt(text, 0));
}

function slipAt(text: string, at: number): string | null {
  const slip = text.slice(at, at + 2);
  const number = /^\s*(?:第|\d)/.test(text.slice(at + 2));
  const command = REAL.has(slip) && !CERTAIN_SLIPS.has(slip) && !number ? undefined : SLIPS.get(slip);
  if (command !== undefined) return command + text.slice(at + 2);
  const end = text.length - 2;
  const last = text.slice(end);
  if (end <= at || end >= 16 || REAL.has(last)) return null;
  const inside = SLIPS.get(last);
  return inside === undefined ? null : text.slice(0, end) + inside;
}

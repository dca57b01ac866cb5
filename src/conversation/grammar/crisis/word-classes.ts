import { hashOf } from '../text/pieces';

/**
 * What the words of a text are about, as far as it matters to a danger to life. A class and every two classes that meet in a
 * text are features of the score, so that a theme is heard in words that no line it was trained on holds.
 */
const CLASSES: Readonly<Record<string, string>> = {
  self: '我 自己 本人 老子 咱 俺 这条命',
  death:
    '死 亡 自杀 自尽 轻生 了断 寻短 绝路 绝笔 遗书 遗嘱 遗言 来世 来生 下辈子 投胎 超生 阎王 寿衣 墓 棺 坟 黄泉 天堂 天上 咽气 断气 没命 性命 尸 后事 偿命 人命 陪葬 垫背 傻事 告别信 遗像',
  life: '活 人生 世上 世界 人间 人世 生命 存在 日子 出生 生下来 来到这 做人 这辈子 一辈子 余生 地球',
  unwilling: '不想 没想 唔想 冇想 不愿 不要 没力气 没有力气 没勇气 懒得 不敢 不肯 厌倦 够了',
  final:
    '永远 再也 最后 从此 彻底 一切 所有 到此为止 到头 结束 停下 停止 按停 不会再 不再 不用再 不回来 回不来 就此 永别 了结 一了 终于 尽头 没有以后 没有明天',
  burden:
    '累赘 拖累 拖垮 负担 包袱 废物 垃圾 废人 多余 没用 添麻烦 不配 失败品 失败者 吃闲饭 倒霉 loser 寄生 碍眼 浪费 错误 需要我 占着 嫌弃',
  gone: '消失 蒸发 不见了 不存在 睡过去 不要醒 别醒 不醒 醒来 醒过来 睁眼 睁开 闭眼 一闭 删掉 注销 格式化 清零 退出 下线 解脱 离开 不在了 走掉 长眠 沉睡 安息 离世',
  despair:
    '希望 盼头 意义 意思 绝望 出路 撑 熬 坚持 走不下 活路 黑洞 煎熬 折磨 痛苦 受罪 遭罪 放弃 留恋 牵挂 放不下 理由 崩溃 受不了 受够 黑暗 奔头 抑郁',
  farewell:
    '再见 永别 道别 告别 诀别 拜拜 珍重 保重 对不起 谢谢 感谢 多谢 忘了我 忘记我 找我 原谅 勿念 好好的 照顾 一面',
  giving: '送人 送给 送了 分给 留给 给了 托付 交代 安排 密码 存折 保险 房产 捐 念想 收拾 还清 账号 首饰 银行卡 日记',
  means:
    '药 农药 刀 绳 炭 煤气 桥 楼顶 顶楼 天台 窗台 窗沿 窗户 阳台 护栏 栏杆 江 河 湖 井 铁轨 跳 割 吞 吊 高楼 百草枯 敌敌畏 头孢',
  blow: '打 捶 踢 踹 扇 掐 砍 捅 抽 揍 烫 撞 砸 毒 杀 劈 推 扎 摔 勒 捂 咬 划 动手 泼 殴',
  wound: '血 伤 疤 淤青 肿 疼 痛 发抖 刀印 割痕',
  kin: '老公 丈夫 他 男人 爸 继父 后妈 妈 婆 前夫 老师 同学 领导 老板 客户 舅 叔 哥 老头 儿媳 男朋友 对象 佢 畜生 人渣 同事',
  child: '孩子 娃 崽 女儿 儿子 宝宝 小孩 闺女 个女 个仔 孙 小朋友 女孩 男孩',
  sexual: '强奸 侵犯 猥亵 强暴 性侵 性骚扰 摸 脱 裸 床上 发生关系 强吻 脏 下药 灌醉 陪睡 色鬼 身子 那种事 秘密',
  locked:
    '关起来 关着 关在 锁 出不去 出不来 不让我 不放我 不准 绑 拴 囚 困在 身份证 证件 没收 收走 盯着 跟着我 自由 坐牢 偷偷 骗 不许 软禁 控制',
  fear: '怕 不敢 发抖 救 报警 求求 快来 担心 没敢',
  other:
    '朋友 同学 闺蜜 室友 同事 来电 求助者 来访 邻居 老表 同桌 网友 隔壁 我妹 我弟 我姐 我哥 老伴 爱人 对方 线上 电话里 有人',
  ordinary:
    '班 岗 沙龙 活动 签到 报名 会 课 作业 考 群 表 通知 主持 游戏 快递 车 雨 饭 粉 菜 茶 电影 电脑 空调 热 冷 困 堵 周 号 点 买 吃 喝 笑 球 学 题 请假 加班 迟到 放假 拍照 讲座 海报 手机 蛋糕 闹钟 座位 红包',
};

const NAMES = Object.keys(CLASSES);
/** The words of all classes by their first character. */
const byFirst = new Map<string, [word: string, bit: number][]>();
NAMES.forEach((name, at) => {
  for (const word of (CLASSES[name] ?? '').split(' ')) {
    byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), [word, 1 << at]]);
  }
});

/** The classes of a normal text, one bit each. */
export function classesOf(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    for (const [word, bit] of byFirst.get(text.charAt(at)) ?? []) {
      if ((found & bit) === 0 && text.startsWith(word, at)) found |= bit;
    }
  }
  return found;
}

/** What the classes, and every two of them, are called as features. */
export const CLASS_FEATURES: readonly string[] = NAMES.flatMap((name, at) => [
  `#${name}`,
  ...NAMES.slice(at + 1).map((other) => `#${name}#${other}`),
]);

const SINGLE = NAMES.map((name) => hashOf(`#${name}`));
const PAIRS = NAMES.map((a) => NAMES.map((b) => hashOf(`#${a}#${b}`)));
const known = new Map<number, readonly number[]>();

/** The features of a set of classes: each of them, and every two that meet. */
export function classFeatures(classes: number): readonly number[] {
  const before = known.get(classes);
  if (before) return before;
  const features: number[] = [];
  for (let a = 0; a < NAMES.length; a++) {
    if ((classes & (1 << a)) === 0) continue;
    features.push(SINGLE[a] ?? 0);
    for (let b = a + 1; b < NAMES.length; b++) if ((classes & (1 << b)) !== 0) features.push(PAIRS[a]?.[b] ?? 0);
  }
  if (known.size < 5000) known.set(classes, features);
  return features;
}

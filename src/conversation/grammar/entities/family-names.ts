/* The family names of 百家姓 and the most common ones of today, as data. */

/** Names that are hardly a word where a person may stand: they begin a name wherever one is read. */
const PLAIN =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖' +
  '武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包' +
  '屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬桂景米宫柏晁池邸冷苟佘农岑闭褚戚窦奚郎昌凤酆廉卞湛禹狄贝臧茅娄刁虞昝裘缪宗贲郁杭诸钮嵇荣荀於惠甄芮羿汲邴糜巫乌隗宓蓬郗仲伊仇栾' +
  '钭厉戎韶郜蓟邰鄂卓蔺屠胥莘逄宰郦雍郤璩桑濮寿扈冀郏瞿慕茹宦艾庾暨弘匡寇禄阙殳蔚夔巩厍敖訾阚鞠巢蒯荆竺逯桓肖朴谌郄甯付闫佟冼邝麦缑栗苑亓仝佴俸偰尕庹弭撖旷晋楚渠淦爨眭矫粟缐翦菅' +
  '萨雒靖颉骈麴揭揣忻谯镡郸遆鄢鄞郇茆禤琚蹇骞綦郯睢冮杞荔郐窪郅岱隽鹿仉妫芈丛苻辜';

/** Names that are words of their own (和, 能, 要, 过): they begin a name only where nothing but a person can stand. */
const WORDS =
  '麻哈迟乜楼犹水云花乐皮元平和明计伏谈危支经干应宣滑羊家封储松井富巴弓牧山全班仰秋暴祖束幸薄印宿怀从索咸籍阴能苍双闻贡劳扶堵通边燕浦别充习鱼容慎戈终居衡步都满国广东沃利越隆师勾融那空母沙养须丰相' +
  '后红权盖益公言福区繁员句要过钻折召撒六啜行漆闪岐妥侍修么尧展巨庆敬智朝来桐永汝泉海火炎玉由畅皇直种端竹线绳老者良虎衣西豆赛达运道还里野银锁长降雪飞香黑腾镇咎操招战拜生药德才斯普晓补' +
  '税买位信初占取台合吐善回坚城堂塔士奉始官客尼布库延开异心怡逢令候诚拓琴尉刑冒丘绍烟';

const COMPOUND =
  '欧阳 上官 司马 诸葛 司徒 慕容 夏侯 皇甫 尉迟 公孙 令狐 东方 南宫 万俟 闻人 赫连 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 轩辕 钟离 宇文 长孙 鲜于 闾丘 司空 亓' +
  '官 司寇 仉督 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 榖梁 段干 呼延 羊舌 微生 梁丘 左丘 南荣 句龙 毌丘 独孤 纳兰 叶赫 完颜 富察 那拉 钮祜禄 爱' +
  '新觉罗 耶律 贺兰 哥舒 达奚 屈突 斛律 豆卢 贺若 尔朱 仆固 公输 太史 即墨 褚师 相里 谯笪 涂钦';
/** Compound names that are also words. */
const COMPOUND_WORDS = '第五 百里 东郭 东门 西门 南门 东里';

const longestFirst = (names: string): readonly string[] => names.split(' ').sort((a, b) => b.length - a.length);

export const FAMILY_NAMES: ReadonlySet<string> = new Set(PLAIN);
export const FAMILY_WORDS: ReadonlySet<string> = new Set(WORDS);
export const COMPOUND_NAMES = longestFirst(COMPOUND);
export const COMPOUND_NAMES_AND_WORDS = longestFirst(`${COMPOUND} ${COMPOUND_WORDS}`);

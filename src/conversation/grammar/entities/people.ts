/** The commonest surnames, single and compound; what follows one may be a name, what follows anything else is not taken for one. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬桂景米宫柏晁池邸冷苟佘农岑闭'.split(
    '',
  ),
);
const COMPOUND = ['欧阳', '上官', '司马', '诸葛', '司徒', '慕容', '夏侯', '皇甫', '尉迟', '公孙', '令狐', '东方'];
const TITLE =
  /^(?:姐姐|大姐|姐|哥|老师|主任|督导|医生|大夫|阿姨|姨|叔叔|叔|妹妹|妹|总|工|科长|部长|主席|书记|师傅|嫂子|嫂|婶|奶奶|同学|社工|咨询师|队长|组长)/;
/** Characters that end a name: what people write right behind one. */
const STOP = new Set(
  '的吧了呢排派啊呀吗嘛哦么来去在是和跟与给换替代帮顶值班我你您她他它谁让由请退认领求报登确签取到到上下接对互调不没别也都就再还又想要能可会行有把将被说问好同个这那哪几两么第补说负责岗今改过愿待从把商量做干打用需应能'.split(
    '',
  ),
);
/** Courtesies and questions that people put right behind a name. */
const ENDS = /^(?:谢谢|谢了|谢啦|多谢|感谢|辛苦|麻烦|拜托|什么|何时|周几|星期几|礼拜几)/;
const NO_NAMES =
  /^(?:谢谢|谢了|谢啦|辛苦|辛劳|安排|安静|查询|查看|查一|时间|时候|时段|方便|应该|项目|高危|高兴|平时|全部|全体|关于|任何|任务|何时|何人|白天|白班|常规|成功|明白|通知|单位|于是|孙子|和平|计划|方案|方法|管理|向大|万一|江湖|连接|连续|连着|单独|解释|解决|房间|包括|车上|强制|简单|石头|金额|温馨|文件|文字|游戏|路上|卫生|华人|关闭|关心|时长|有空|成员|成了|高峰|白白|安心|安全|常来|文档|左右|项次|单子|易怒|严重|广播|包干|费用|管事|党员|古城|强度|米饭|农村|农历|盛大|路过|牛奶|马上|万分|方面|周到|周边|周期|支持|江边|云南)/;
const NO_GIVEN =
  /^(?:大家|别人|其他|她们|他们|我们|你们|人家|自己|家长|家属|全员|志愿|同事|朋友|统筹|负责|群里|组长|队长|领导|值班|主持|嘉宾|助理|督导|老师|孩子|儿子|女儿|老公|爱人|妈妈|爸爸|家里|机会|面子|一个|哪个|谁谁|新人|对方|后面|前面|活动|报名|来电|电话|热线|沙龙|今晚|点个|发个|出个|加油|点赞|家人|病人|客人|补位|系统|机器|机构|单位|消息|答复|回复|结果|说法|意见|方案|建议|评价|帮助|备班|接线)/;

const NAME_FIRST = new Set([...SURNAMES, ...COMPOUND.map((name) => name.charAt(0)), '小', '老', '阿']);

/** False when no name with a surname, and no nickname, can begin with `char`. */
export const beginsName = (char: string): boolean => NAME_FIRST.has(char);

const isHan = (char: string): boolean => char >= '一' && char <= '鿿';

/** Length of the name that begins at `at`, 0 when none does. `blocked` tells where a time or another word begins. */
export function nameAt(
  text: string,
  at: number,
  blocked: (at: number) => boolean,
): { name: string; length: number } | null {
  const rest = text.slice(at, at + 8);
  if (NO_NAMES.test(rest)) return null;
  const nick = /^(?:小|老|阿)([一-鿿])/.exec(rest);
  if (nick && (SURNAMES.has(nick[1] ?? '') || (rest.startsWith('阿') && !STOP.has(nick[1] ?? '')))) {
    const title = TITLE.exec(rest.slice(2));
    const more = title?.[0].length ?? 0;
    return { name: rest.slice(0, 2 + more), length: 2 + more };
  }
  const surname =
    COMPOUND.find((name) => rest.startsWith(name)) ?? (SURNAMES.has(rest.charAt(0)) ? rest.charAt(0) : '');
  if (surname === '') return null;
  const title = TITLE.exec(rest.slice(surname.length));
  if (title) return { name: surname + title[0], length: surname.length + title[0].length };
  let given = 0;
  while (given < 2) {
    const char = rest.charAt(surname.length + given);
    if (
      !isHan(char) ||
      STOP.has(char) ||
      ENDS.test(rest.slice(surname.length + given)) ||
      ((given > 0 || /[周星礼今明昨后大下上每]/.test(char)) && blocked(at + surname.length + given)) ||
      (given > 0 && TITLE.test(rest.slice(surname.length + given)))
    )
      break;
    given++;
  }
  if (given === 0) return null;
  const length = surname.length + given;
  const after = TITLE.exec(rest.slice(length))?.[0].length ?? 0;
  return { name: rest.slice(0, length), length: length + after };
}

/** A given name or nickname without a surname, where only a person can stand (给…, 代…). */
export function givenNameAt(
  text: string,
  at: number,
  blocked: (at: number) => boolean,
): { name: string; length: number } | null {
  const rest = text.slice(at, at + 4);
  const latin = /^[a-z][a-z. ]{1,20}[a-z]/.exec(text.slice(at, at + 24));
  if (latin) return { name: latin[0], length: latin[0].length };
  if (NO_GIVEN.test(rest) || NO_NAMES.test(rest)) return null;
  let length = 0;
  while (length < 3 && isHan(rest.charAt(length)) && !STOP.has(rest.charAt(length)) && !blocked(at + length)) length++;
  if (length !== 2) return null;
  const after = rest.charAt(2);
  return after === '' || !isHan(after) || STOP.has(after) ? { name: rest.slice(0, 2), length: 2 } : null;
}

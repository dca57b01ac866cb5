import { days, DIGIT_FIRST, N, sticky, YEAR, YEAR_FIRST, type TimeRule } from './time-rule';

/** Not behind somebody who is named: 代夏天请假. */
const NO_NAME = '(?<![代给帮替和跟让叫由找])';
const SEASONS = '春天|夏天|秋天|冬天|春季|夏季|秋季|冬季|春夏|秋冬|入冬|开春|暑假|寒假|暑期|寒暑假';
const OF_SCHOOL = '(?:财政年度|财年|学期|学年|开学|期末|期中|毕业季|寒暑期)';

/** Festivals that no table here has. */
const FESTIVALS =
  '复活节|泼水节|火把节|开斋节|古尔邦节|盘王节|苗年|芦笙节|歌圩|鬼节|黑色星期五|黑五|网购节|购物节|读书节|艺术节|文化节|电影节|狂欢节|丰收节';

/** Times that are named and stand in no calendar at hand: they are asked for instead of being left out. */
export const UNKNOWN: readonly TimeRule[] = [
  [
    YEAR_FIRST + '春夏秋冬入开暑寒',
    sticky(`${NO_NAME}${YEAR}(?:${SEASONS})(?!装|令营)`),
    () => days({ kind: 'unknown' }),
    '春夏秋冬暑寒',
  ],
  [
    YEAR_FIRST + '本这上下新',
    sticky(`${YEAR}(?:本|这个?|上个?|下个?|新)?${OF_SCHOOL}`),
    (m) => (/^(?:开学|期末|期中)$/.test(m[0]) ? null : days({ kind: 'unknown' })),
    '财学期业',
  ],
  [
    '财学期',
    sticky('财年|财政年度|(?<!大)学期(?!望)|学年|期末(?=$|[考前后那请谁])|期中(?=$|[考前后那请谁])'),
    () => days({ kind: 'unknown' }),
  ],
  [
    '上下本这',
    sticky('(?:上个?|下个?|本|这个?)世纪|上年度?(?![级纪])|下年度?(?![级纪])'),
    () => days({ kind: 'unknown' }),
  ],
  ['一二三四五六七八九0123456789', sticky(`${N}年代`), () => days({ kind: 'unknown' }), '代'],
  [
    '年',
    sticky('(?<![\\d一二三四五六七八九十〇零今明去后前本上下每半多几两整全周成青少老中童往同学当])年中(?![班级])'),
    () => days({ kind: 'unknown' }),
  ],
  [YEAR_FIRST, sticky(`${YEAR}(?<=年的?)第${N}个?(?:周|星期|礼拜)`), () => days({ kind: 'unknown' }), '第'],
  [
    '第',
    sticky(`第${N}(?:周|个?星期|个?礼拜)(?=$|[谁的请有我,])|第(?!二天)${N}天(?=$|[谁的请有我,])`),
    () => days({ kind: 'unknown' }),
  ],
  ['第' + YEAR_FIRST, sticky(`${YEAR}第?[五六七八九5-9]季度`), () => days({ kind: 'unknown' }), '季'],
  [
    '天擦后头前饭午',
    sticky('天黑(?:[前后]|之前|以后|之后)?(?!了)|天亮[前后]|擦黑|[后头前]晌|饭后|饭点|午饭(?:时间|后|前)'),
    () => days({ kind: 'unknown' }),
  ],
  ['复泼火开古盘苗芦歌鬼黑网购读艺文电狂丰', sticky(FESTIVALS), () => days({ kind: 'unknown' })],
  [
    '再',
    sticky(`再下(?:一?个)?(?:(?:周|星期|礼拜)[一二三四五六日天末]?|月)|再过(?:${N}|几|半)个?(?:天|周|星期|礼拜|月|年)`),
    () => days({ kind: 'unknown' }),
  ],
  [
    DIGIT_FIRST,
    sticky(`${N}个?(?:周末|工作日|上班日)(?:之?[内后前]|以[内后前])?`),
    () => days({ kind: 'unknown' }),
    '末班工',
  ],
  [
    '世国全',
    sticky(
      '(?:世界|国际|全国|国家)[\\u4e00-\\u9fff]{2,7}?[日节](?=$|[,;。?早晚上下那当谁请有我要的夜白]|值班|期间|前|后)',
    ),
    () => days({ kind: 'unknown' }),
  ],
  ['正腊冬', sticky('(?:正月|腊月|冬月)(?!初|[一二三四五六七八九十廿卅\\d])里?'), () => days({ kind: 'unknown' })],
  [
    '每',
    sticky(
      `每隔(?:${N}|几)(?:天|日|周|个?星期|个?礼拜|个月)|每(?:${N}|几)(?:周|个?星期|个?礼拜|个月|年)|每(?:个)?(?:季度|半年)|每逢?年(?:的?${N}月(?:${N}[号日])?)?|每隔?一?个?季度`,
    ),
    () => days({ kind: 'unknown' }),
  ],
  [
    '单',
    sticky('单(?:周|星期|礼拜)(?=[一二三四五六日天末])[一二三四五六日天末]|单周(?=$|[的谁请])'),
    () => days({ kind: 'unknown' }),
  ],
];

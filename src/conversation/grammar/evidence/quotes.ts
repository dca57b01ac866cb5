/** Where what somebody said begins, and up to where it goes: 他发的是：…, 群里有人说…, 让我说…. */
const SPEECH = '(?:说|问|发(?![烧热现生作高愁病炎低])|写|回复|回|喊|讲|留言|转发|嘀咕|嚷|念|告诉(?:我|大家)|通知我)';
const SPEAKER =
  '(?:[她他]们?|人家|对方|别人|有人|有个人|谁|大家|同事|隔壁\\S{0,3}|室友|邻居|搭档|朋友|领导|上级|主任|队长|[局院校站处科所馆园部]长|书记|主席|经理|秘书|家长|群里(?:T|刚才|刚刚|刚|今天)*(?:有人|有个人)?|群主|系统|机器人|电视[里上]?|广播里?|新闻里?|网上|书上|统筹员?|管理员|老师|(?:我们?)?(?:妈妈?|爸爸?|老公|爱人|孩子|女儿|儿子|婆婆)|[老小阿]\\S|P|\\S{1,2}(?:姐|哥|老师|阿姨|叔))';
const BEFORE = '(?:T|刚才|刚刚|刚|昨天|之前|早上|听|看到|看见|我|又|也|都|还|在群里|在?微信[上里]|,)*';

/** Behind a colon or a quotation mark that follows a word for speaking or writing. */
const INTRODUCED = new RegExp(
  `(?:${SPEECH}|原话|原文|消息|短信|字|群里|接龙|截图|内容|一句话|引用|示范|歌词|台词|例句|例子|标题|公告|屏幕上?|转告[^,;:]{0,6}|转达[^,;:]{0,6}|带话[^,;:]{0,6}|告诉[^,;:我]{1,6}|转发(?:一下)?)(?:了|的|过|道|是|一句|句话?|来|着|就)*[:：]`,
);
/** 她说到岗了, 刚才小刘问…, 让我说…: somebody else speaks. */
const REPORTED = new RegExp(
  `(?:^|[,;。!?])${BEFORE}${SPEAKER}${BEFORE}${SPEECH}(?:的是|的|了|过|道|是|一句|着)*(?!好|服|替|帮|换|可以|行|能|愿意|同意|会|给|起|完|明|法|不定|话|声|出|布|过|我替|我的)`,
);
const TOLD_TO = /(?:让|叫|教|要|请|催)我(?:回复?|说|发|写|喊|念|打)(?!一下|声|给)/;
const HEARSAY =
  /(?:群里|大家|他们|她们|有人)[^,;。]{0,4}(?:聊|提|讲|说|谈)(?:到|起|过)|原话是|(?:^|[,;。])(?:我)?(?:听说|据说|传说|听人说)/;
/** Whoever asks what words mean quotes them. */
const MEANING = /是(?:什么|啥)意思|什么意思|怎么(?:回|说|写|发)(?:$|[?])|这(?:句|个词|条|种)话?(?:怎么|是|算)/;
const IN_MARKS = /[“"「『‘'][^”"」』’']{2,40}[”"」』’']/u;
const OUTSIDE = /说|问|发|写|回|意思|这句|这条|怎么|群里|他|她|念|看到/;

/** Where in the skeleton somebody else's words stand. */
export interface Quote {
  readonly from: number;
  readonly to: number;
}

/** Up to the end of the clause that begins at `from`; a pause right behind the verb belongs to it: 群里有人说，我到岗了. */
function clauseAt(skeleton: string, from: number): Quote {
  const start = /^[,:]/.test(skeleton.slice(from)) ? from + 1 : from;
  const end = skeleton.slice(start).search(/[,;。!?]/);
  return { from, to: end < 0 ? skeleton.length : start + end };
}

/** The quotation that a text makes of somebody's words, or null; `skeleton` has its names as capitals. */
export function quoteIn(raw: string, skeleton: string): Quote | null {
  const introduced = INTRODUCED.exec(skeleton);
  if (introduced) return { from: introduced.index, to: skeleton.length };
  const reported = REPORTED.exec(skeleton) ?? TOLD_TO.exec(skeleton) ?? HEARSAY.exec(skeleton);
  if (reported) return clauseAt(skeleton, reported.index + reported[0].length);
  const everything = { from: 0, to: skeleton.length };
  if (MEANING.test(skeleton)) return everything;
  const marked = IN_MARKS.exec(raw);
  if (!marked) return null;
  const outside = raw.replace(marked[0], '').trim();
  return outside !== '' && OUTSIDE.test(outside) ? everything : null;
}

import { typed, withoutEnding, type Normal } from '../text/normalise';
import { readNumber } from '../text/numbers';
import type { Act, Ask, Reading, Slots } from '../reading';

const reading = (act: Act): Reading => ({ act, slots: {}, ask: null });

const HANDOVER = /^(?:我)?(?:要|来|写)?(?:个)?(?:交接班?|交班)(?:一下|记录|事项|内容|情况)?[:,;-]*/;
/** The notes of those who served before are wanted, and none is left. */
const HANDOVERS =
  /^(?:交接班?|交班)(?:的)?(?:(?:记录|内容|情况|事项)(?:有哪些|是什么|有什么|有吗|呢|在哪里?|发我|给我|看看|看一?下|查一?下)*|本(?:给我|发我|看看|看一?下|在哪里?)*|(?:里|上)?(?:都)?(?:写|记|留|说|交代)?了(?:些)?(?:什么|啥)(?:内容|话)?)[?。!~\s,;]*$/;
const NOTIFY =
  /^(?:群发|发布|发)?(?:一?[个条]|一下)?通知(?:一下|下(?!周|星期|礼拜|个|次|午|班|月|雨|雪))?[:,]?(?:大家:)?/;
/** Whom a notice that begins with them is for: more than one, or whoever holds a post. */
const MANY =
  '(?:所有|全体|全部|各位|大家|家庭|家长|志愿者|接线员|备班|主持|带领者|助理|值班|当班|沙龙|报名|的人|她们|他们|两位|几位|没确认|未确认)';
const OPENING = new RegExp(
  `^(?:请|麻烦)?(?:帮我|帮忙)?(?:(?:群发|发)(?:一?[个条则]|一下)?(?:群|大)?(?:通知|公告|消息)|群发|(?:给|跟|向|和|对)([^,:;。]{0,14}${MANY}[^,:;。]{0,6}?)(?:发(?:一?[个条则])?(?:通知|公告|消息)|[讲说]一?声)|告诉([^,:;。]{0,12}${MANY}[^,:;。]{0,6}?)(?=[,:])|提醒(?:一下)?((?:还)?[没未](?:有)?(?:回|点)?(?:确认|登记|报数)的?(?:人|志愿者|同事|姐妹|老师)?))(?:[:,;]|大家:)*`,
);
const FEEDBACK =
  /^(?:我(?:要|想)?)?(?:来)?(?:沙龙|活动)?(?:给|做|写)?(?:个|点|一?下)?(?:评价|评分|打分|反馈)(?:一?下)?[:,]?/;
/** 老师讲得好,五星: the score behind what is said. */
const SCORE_BEHIND = /(?:^|[,。:!;…~\s])(?:给|打|我给|就给)?个?([1-5一二三四五]|满)(?:分|颗?星)(?:好评)?[吧啊!。~]*$/;

const STATUS = /^(?:看|查|查看|查询)?(?:一下)?消息状态[:,]?/;
const noteOf = (note: string): Slots => (note === '' ? {} : { note });

/** A notice that has just been sent is to stop. */
const TAKE_BACK = /^(?:取消|撤回|停发)(?:刚才的?|刚刚的?|上一条)?通知[。!]*$/;

/** Whether one may be asked to step in at night, too. */
const NIGHT =
  /^(?:免打扰)?[:,]?(?:夜里|半夜|夜间|夜晚|深夜)(?:缺人|顶班)?(?:也|都)?(?:可以|能|行|不要|不用|别)(?:再)?(?:叫|问|找|联系)?我?(?:顶班)?[。!]*$/;

const MAIL = /^(?:我的)?邮箱(?:地址)?(?:是|:)?/;
const MAIL_CODE = /^(?:验证码|确认码)?:?(\d{6})$/;
const NO_MAIL = /^(?:取消|删除|停用|解绑|不要了?)$/;

/** 邮箱 a@b.c, 邮箱 123456, 邮箱 取消: an address as it was typed, the code that was sent to it, or none any more. */
function mail(normal: Normal): Reading | null {
  const found = MAIL.exec(normal.text);
  if (!found) return null;
  const said = withoutEnding(normal).text.slice(found[0].length);
  if (NO_MAIL.test(said)) return reading('no-mail');
  const code = MAIL_CODE.exec(said)?.[1];
  if (code !== undefined) return { ...reading('mail-address'), slots: { code } };
  const address = typed(normal, found[0].length, normal.text.length);
  return { ...reading('mail-address'), slots: noteOf(address.normalize('NFKC').replace(/[。.!\s]+$/u, '')) };
}

/** 转给统筹员 …: what the coordinators are to be asked, in the asker's own words. */
const ASK_COORDINATOR =
  /^(?:请|麻烦)?(?:帮我|帮忙)?(?:把(?:这个|这句话?|问题)?)?(?:转(?:给|告|达给?)|问问?一?下?|请教|联系)统筹(?:员|老师)?(?:一下)?[:,]?/;
/** 回复 3 可以带孩子: typed with something between the number and the words. */
const REPLY =
  /^\s*(?:回复|答复|回答)\s*(?:第|提问)?\s*([0-9０-９]{1,6})\s*(?:号(?:提问|问题)?)?[\s:：,，、.。]+(?=\S)/u;

function forCoordinators(normal: Normal): Reading | null {
  const asked = ASK_COORDINATOR.exec(normal.text);
  if (asked)
    return { ...reading('ask-coordinator'), slots: noteOf(typed(normal, asked[0].length, normal.text.length)) };
  const answered = REPLY.exec(normal.raw);
  if (!answered) return null;
  const number = Number(answered[1]?.normalize('NFKC'));
  return { ...reading('reply'), slots: { numbers: [number], note: normal.raw.slice(answered[0].length).trim() } };
}

/** Acts whose words after the command are a note: nothing in it is read as a time or a number. */
export function noted(normal: Normal): Reading | null {
  const { text } = normal;
  const address = mail(normal);
  if (address) return address;
  const asked = forCoordinators(normal);
  if (asked) return asked;
  if (/怎么|如何|怎样/.test(text.slice(0, 12))) return null;
  if (HANDOVERS.test(text)) return reading('handovers');
  const handover = HANDOVER.exec(text);
  if (handover) {
    const note = typed(normal, handover[0].length, text.length);
    if (/^(?:完了?|完毕|好了|吗|么|了|\?)*[。!~]*$/.test(note))
      return /完|好了/.test(note) ? null : reading('handover');
    return note === '' ? reading('handover') : { ...reading('handover'), slots: { note } };
  }
  if (NIGHT.test(text)) return { ...reading('quiet'), slots: { note: typed(normal, 0, text.length) } };
  const status = STATUS.exec(text);
  if (status) return { ...reading('message-status'), slots: noteOf(typed(normal, status[0].length, text.length)) };
  if (TAKE_BACK.test(text)) return { ...reading('notify'), slots: { note: typed(normal, 0, 2) } };
  const notify = NOTIFY.exec(text);
  if (notify && !/^(?:发布|发)?通知(?:我|发了|呢|到了|谁|里|栏|了)/.test(text) && !/[?吗]$/.test(text)) {
    const note = typed(normal, notify[0].length, text.length);
    return note === '' ? reading('notify') : { ...reading('notify'), slots: { note } };
  }
  const opening = OPENING.exec(text);
  if (opening && !/[?吗]$/.test(text)) {
    const note = typed(normal, opening[0].length, text.length).trim();
    // whom it is for stands before the words, as it does behind 通知
    const who = opening[1] ?? opening[2] ?? opening[3];
    if (opening[3] !== undefined && note === '') return null;
    return { ...reading('notify'), slots: noteOf(who === undefined || note === '' ? note : `${who} ${note}`) };
  }
  const feedback =
    FEEDBACK.exec(text) ??
    /^(?:我)?(?:给|打)个?(?=[1-5一二三四五满](?:分|颗?星))|^(?=[1-5一二三四五](?:分|颗?星)(?:好评)?[,。!])/.exec(text);
  return feedback ? scored(normal, feedback[0].length) : null;
}

function scored(normal: Normal, at: number): Reading {
  const rest = normal.text.slice(at);
  const behind = SCORE_BEHIND.exec(rest);
  const match =
    /^(?:给|打)?个?(\d{1,3}(?![次遍天条户家年月])|(?:[一二三四五六七八九十]{1,2}|满)(?=分|颗?星|[,。;:!]|$))(?:分|颗?星)?(?:好评)?[,。;:!]*/.exec(
      rest,
    ) ?? behind;
  const from = match === behind || !match ? at : at + match[0].length;
  const to = match === behind && match ? at + match.index : normal.text.length;
  const note = typed(normal, from, to);
  const slots: Slots = {};
  let ask: Ask | null = null;
  if (match && !/^\.\d/.test(rest.slice(match.index + match[0].length))) {
    const score = match[1] === '满' ? 5 : readNumber(match[1] ?? '');
    if (score !== null && score >= 1 && score <= 5) slots.score = score;
    else ask = { about: 'number', options: [1, 2, 3, 4, 5].map((value) => `评价 ${String(value)}`) };
  } else if (match) ask = { about: 'number', options: [1, 2, 3, 4, 5].map((value) => `评价 ${String(value)}`) };
  if (!/^[吧啊哈哦呢呀嘛]*$/.test(note)) slots.note = note;
  return { act: 'feedback', slots, ask };
}

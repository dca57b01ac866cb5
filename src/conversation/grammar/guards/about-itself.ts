import type { Evidence } from '../evidence/evidence';
import type { Act, Reading } from '../reading';
import { matched } from './guard';

/* Questions about a notice, a rating or a call for a substitute, in words that begin like one. */

/** 周五夜班有人领 tells that somebody does. */
const SOMEBODY_DOES =
  /(?<!急需|需要|[求盼要想]|希望)有人(?:要|来)?(?:报|领|认领|接|顶|应|定)(?:名|走)?(?:了|的)?[。!~]*$/;
/** Whether somebody has it already. */
const TAKEN =
  /(?:有人|谁|哪个)(?:已经)?(?:报|领|认领|接|要|顶|应|定)(?:名)?(?:了|下)(?:没得?|没有|吗|么|不)(?=$|[?,。])|(?:定|找到)(?:人|好)?了(?:没得?|没有|吗|么)/;
const OF_NOTICE =
  /^(?:群发|发)?(?:个|条)?通知(?:是|会|要|能|可以|都|还|到底|一般)[^:]{0,14}(?:谁|哪|什么|怎么|几|吗|么|还是|[?])/;
/** 通知能撤回不, 通知没收到: where nothing parts the word from what follows, it is the one that was sent. */
const SENT =
  /^(?:群发|发)?(?:个|条)?通知(?:(?:别人|对方|家长|大家|[她他]们)?(?:发出去|发了|发)?(?:之?后)?(?:能|可以|会|可不可以|能不能|会不会)[^,。:]{0,8}(?:不|没|撤回?|撤销|改|删|收回|重发|会收到|会看到)[?]*$|(?:需要|要|用|得|必须|会|是)[^,。:]{0,8}(?:不|没)[?]*$|(?:我|都|还|也|一直)*(?:没有?|未)(?:人|谁)?(?:收到|看到|发|回)(?!的)|(?:发|有|给)[^,。:]{0,8}(?:谁|几个?人|多少|哪些?)[^,。:]{0,6}$|(?:对象|模板|格式|记录|范围|权限|内容|时间|字数)(?:是|有|在|呢|怎|哪|$))/;
const PARTED = /通知(?:一下)?[\s:：,，]/u;
const OF_SCORE =
  /(?:匿名|能改|能删|能撤|看得到|能看到|公开|满分|几分|谁(?:看|能看)|会被看).{0,6}(?:不|吗|么|没|没有|[?])$|(?:能|可以|会)不?(?:能|可以|会)?(?:匿名|公开|修改)(?:的)?(?:不|吗|么|[?])?$|满分(?:是|有)?(?:几|多少)|(?:打|给|评)(?:几|多少)分(?!都)/;
/** 评价在哪写, 评价标准, 评价结果呢: where, how and by what one rates, and what came of it. */
const SCORING =
  /^的?(?:了没|了吗|完了|过了?$|(?:\d|[一两二三四五几])*[次遍]|(?:是|填|写|交|发|要|得|该|应该|一般|通常|大概|都|会|能|可以|需要)+[^,。]{0,4}(?:哪|几|怎|什么|啥|多少|谁|多久)|(?:在|到|去|给|找|有)?(?:哪|谁)|怎|如何|咋|什么|啥|几|多少|有没有|能不能|可不可以|可以不|要不要|是不是|会不会|必须|有人|(?:标准|规则|要求|方式|方法|渠道|入口|链接|网址|页面|表格?|系统|功能|制度|流程|结果|情况|汇总|统计|记录|指标|时间|期限|得分|分数|成绩|二维码)(?:是|有|在|怎|发|给|呢|哪|出来?|看|吗|$))/;
const SHORT_QUESTION = /^.{0,10}(?:吗|么|能不|可以不|呢|能不能|不能|是不是|有没有)[?]*$/;

function ofRating({ slots }: Reading, { text }: Evidence): string | null {
  const found = matched(OF_SCORE, text);
  if (found !== null || slots.score !== undefined || slots.note === undefined) return found;
  return matched(SCORING, slots.note) ?? matched(SHORT_QUESTION, slots.note);
}

/** 我确认一下,周四那个班是不是我的: to make sure, which is a question. */
const MAKES_SURE = /确认(?:一?下)[,:]?[^。;]*(?:是不是|有没有|对不对|还是|吗|么|[?]|没有?$|几|哪|谁|什么)/;
/** 替我谢谢督导, 有没有人替我买杯水: in her place, but not at her post. */
const ERRAND =
  /[替帮]我(?:谢|说(?!一?声?求)|问|跟|向|转[告达交]|告诉|祝|恭喜|道歉|买|打(?:个|饭|水|包)|拿|取|带(?!班)|送|看(?!班|着)|照|请(?!假)|占|寄|复印)/;

const OF: Partial<Record<Act, (reading: Reading, evidence: Evidence) => string | null>> = {
  notify: (_, { text, raw }) => matched(OF_NOTICE, text) ?? (PARTED.test(raw) ? null : matched(SENT, text)),
  feedback: ofRating,
  confirm: (_, { text }) => matched(MAKES_SURE, text),
  offer: (_, { text }) => matched(ERRAND, text) ?? matched(TAKEN, text) ?? matched(SOMEBODY_DOES, text),
};

export const asked = (reading: Reading, evidence: Evidence): string | null =>
  OF[reading.act]?.(reading, evidence) ?? null;

import type { Evidence } from '../evidence/evidence';
import type { Reading } from '../reading';
import { NOTES, acts, matched, plainly, writesBut, type Guard } from './guard';

const AS_SAID = writesBut(...NOTES);
const REHEARSAL =
  /测试(?!正常|完|过|没|通|好)|试一?试|试一下(?!吧?$)|比如|比方|譬如|例如|举个?例|做例子|示范|演示|梦[见到]|做梦|例句|例子|造句|假装|假如我说|假设|演习|演练|练习|排练|彩排|模拟|(?:开|是)个?玩笑|说着玩|才怪|我才不|就当我|闹着玩|逗你|骗你|瞎说|乱说|随便说|说笑/;

/** What has happened, unless it only tells which thing is meant: 昨天认领的那个. */
const PAST =
  /(?:昨[天晚日夜儿]|前[天晚](?!后)|大前天|上一?次|上回|去年|以前|从前|之前(?!提醒)|曾经|(?<=[我也都就们])曾|那时候?|当时|那会儿?|本来|原本|原来|差一?点|早就|上个月)(?![^,;。]{0,12}的(?:班|那|这|3|$)|的)|(?:认领|退班?|请(?:过)?假?|报名?|换|到岗|离岗|签到|求替|领|值)过(?!了|期)/;
/** 昨天我认领周五晚班了: whichever day it is about, it was done. */
const DONE_BEFORE =
  /(?:昨[天晚日]|大?前天|前[几两]天|上一?次|上回|那一?次|小时候|过去|有一次|往年|刚开始|当初|那会儿?|那年|那阵子?|之前|以前|早就|去年|上个?(?:月|星期|礼拜|周))我们?(?:就|已经|都|[TN]|把[TN]的?班?|跟P)*(?:认领|领|退|请|休假|报|换|求|登记|确认|到岗|离岗|下班|签到|不[来去]|来值|值)/;
/** 险些离岗, 不小心退了3: what nearly happened, or happened by mistake. */
const BY_MISTAKE =
  /(?:险些|几乎|差点|来不及|没来得及|不小心|误[点按触碰]了?|居然|竟然)(?:就|又|把|给|我|都|要|[TN]|的|班)*(?:认领|退|离岗|下班|到岗|请假|报名|取消|求替|换|确认|领)/;
const INTENDED = /差一?点就|(?:本来|原本|原来|差一?点|之前)(?:就|都|也|是)*(?:想|要|打算|准备)/;
const HABIT =
  /每次|每逢|往年|有时候?我|偶尔|每回|一直(?!想|没)|经常|常常|总是|总会|老是|老(?=[请退迟])|向来|往常|通常|从来|一般(?:都|是)|习惯/;
/** 换班3次了, 求替3天了: how often, and for how long already. */
const SO_OFTEN =
  /(?:认领|退班?|换班?|求替|提醒|发布|登记|绑定|签到|请假|报名|撤销|确认|到岗|离岗|免打扰)了?(?:\d+|[一两二三四五六七八九十几好多]+)(?:多)?(?:次|回|遍|天|周|年|个?(?:小时|月|星期))了/;
/** 去年…是我值的: whose it was. */
const WAS_MINE = /(?:就|都|也|还)?是我们?(?:值|上|顶|接|带|守|领|报|去)的(?=$|[,。!])/;
const HAPPENING = acts('arrive', 'off-duty', 'undo', 'report', 'handover', 'feedback', 'check-in', 'wish', 'quiet');
const NOT_PAST = acts('report', 'handover', 'feedback', 'undo', 'wish', 'quiet', 'notify', 'draft', 'publish');

const isBehind = ({ slots }: Reading, { wall }: Evidence): boolean =>
  !slots.when?.some(({ from, to }) => (to ?? from) > wall);

/** The text with its times as capitals, save the one that it begins with. */
function mixed({ text, skeleton, entities }: Evidence): string {
  const [first] = entities;
  return first?.from === 0 && first.entity.kind === 'T' ? first.word + skeleton.slice(1) : first ? skeleton : text;
}

/** 忘了离岗 tells what was not done; who puts it right says so. */
const FORGOT =
  /(?<!别|不要|莫|差点|差一点|不|没)忘(?:了|记)?(?:要|去|点|按)?(?:离岗|下班|签退|签到|到岗|确认|报名|请假|退班?|取消)(?!.*(?:现在|这就|补|还来得及|马上|T我))/;

/** Acts that nobody asks for of a day that is over. */
const OVER = acts('take-leave', 'claim', 'drop', 'offer', 'confirm', 'swap', 'give', 'register', 'unregister');

/** 认领昨天的早班, and not 昨天认领的. */
const TAKES_PAST = /^[^T,]*(?:认领|领|报名|报|求替|退班?|换班?|要|来|上|值|参加|确认|补)[^T,]{0,4}T(?!.*T)/;

/** 大前天的班我领: the shift itself is over. */
const OF_PAST = /^[^T]*T[的那]*(?:O|[早中晚夜白]?班|场|沙龙|G|活动)*(?:我|给|退|求|报|认领|领|换|$)(?!领?的|.*T)/;

/** 上周我请假了: the days that were said are all behind. */
function dayBehind({ act, slots }: Reading, { entities, words }: Evidence): string | null {
  const told = /^(?:我们?|本人|那)?T(?![^,]*的)/.test(words);
  // a leave may be entered later
  const over = act !== 'take-leave' && (TAKES_PAST.test(words) || OF_PAST.test(words));
  if (!slots.when || !(told || over)) return null;
  return entities.find(({ entity }) => entity.kind === 'T')?.word ?? null;
}

function past(reading: Reading, evidence: Evidence): string | null {
  if (NOT_PAST.has(reading.act)) return null;
  const done =
    matched(BY_MISTAKE, evidence.words) ??
    matched(FORGOT, evidence.acting) ??
    matched(DONE_BEFORE, mixed(evidence)) ??
    matched(INTENDED, evidence.acting);
  if (done !== null) return done;
  if (!isBehind(reading, evidence)) return null;
  if (reading.act === 'claim' && WAS_MINE.test(evidence.text)) return matched(WAS_MINE, evidence.text);
  return matched(PAST, evidence.acting) ?? (OVER.has(reading.act) ? dayBehind(reading, evidence) : null);
}

/** 明天我上早班, 周五我要上晚班: the day, who, the verb, and only then which shift. */
const TIMETABLE =
  /^(?:[^,]*,)?T,?我们?(?:是|要|得|该|应该|还|也|又|都|就|轮到|排的?是?)*(?:上|值)(?:的是)?(?:TO?班?|O班?|班)的?$/;
const TIMETABLE_OWN = /^我们?T(?:是|要|得|该|应该|还|也|又|都|轮到|排的?是?)*(?:上|值)(?:的是)?(?:TO?班?|O班?|班)的?$/;

/** 周六我休息 may be so already. */
const RESTS = /^(?:T我?|我T)(?:是|都|正好|刚好)*休息的?$/;

function timetable({ act }: Reading, { clauses, skeleton }: Evidence): string | null {
  // 周五夜班我领的: whose it is already
  const mine = act === 'claim' ? matched(/我(?:已经)?(?:认领|领|值|上|接|顶|报|选|抢)的[。!~]*$/, skeleton) : null;
  if (mine !== null) return mine;
  if (act === 'take-leave') return clauses.find(({ words }) => RESTS.test(words))?.text ?? null;
  if (/认领|领|报|抢|想|愿|能|可以|来|吧|给我|[TN]吧/.test(skeleton)) return null;
  const told = clauses.find(
    ({ role, words }) => role !== 'quote' && (TIMETABLE.test(words) || TIMETABLE_OWN.test(words)),
  );
  return told?.text ?? null;
}

/** 小刘说她退班3,我到岗了: the one is told, the other is done. */
function quoted({ act }: Reading, { clauses, text }: Evidence): string | null {
  const quotes = clauses.filter(({ role }) => role === 'quote');
  if (quotes.length === 0) return null;
  return quotes.some(({ intent }) => intent === act) || clauses.every(({ role }) => role !== 'act') ? text : null;
}

/** What somebody else said, what was, what is every week, and what is only tried: none of it asks for anything. */
export const TELLING: readonly Guard[] = [
  {
    name: 'rehearsal',
    stops: writesBut('handover', 'notify', 'feedback'),
    when: (_, { text }) => matched(REHEARSAL, text),
    about: 'act',
    why: '比如认领3, 测试一下: an example is carried out by nobody',
  },
  {
    name: 'quoted',
    stops: writesBut('notify', 'feedback', 'give', 'swap', 'quiet', 'late'),
    when: quoted,
    about: 'act',
    nothing: true,
    why: '他发的是：离岗 repeats what somebody else wrote',
  },
  {
    name: 'past',
    stops: AS_SAID,
    when: past,
    about: 'act',
    nothing: true,
    why: '昨天我请假了 tells what was',
  },
  {
    name: 'habit',
    stops: writesBut(...NOTES, 'wish'),
    when: ({ act }, { acting }) =>
      HAPPENING.has(act) && act !== 'arrive' && act !== 'off-duty'
        ? null
        : (matched(SO_OFTEN, acting) ?? matched(HABIT, acting)),
    about: 'act',
    nothing: true,
    why: '我每次都准时到岗 tells what always is',
  },
  {
    name: 'timetable',
    stops: acts('claim', 'take-leave'),
    when: timetable,
    about: 'act',
    options: ({ act }, evidence) => [plainly('my-shifts', evidence), plainly(act, evidence)],
    why: '明天我上早班 may tell of a shift that she has',
  },
];

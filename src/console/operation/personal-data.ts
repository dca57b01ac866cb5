import { OLD_CHALLENGES } from '../../accounts/old-sign-ins';
import { OLD_OPERATIONS } from '../../acts/old-operations';
import { OLD_CRISIS_SIGNS } from '../../conversation/crisis/old-crisis-signs';
import { DAY } from '../../kernel/clock';
import { OLD_CALL_BACKS, OLD_INBOX, OLD_OUTBOX } from '../../messaging/old-messages';
import { OLD_QUESTIONS } from '../../questions/old-questions';

/** A kind of personal information: what it is, and what 个人信息保护法 第十七条 wants people to be told of it. */
export interface PersonalData {
  readonly data: string;
  readonly why: string;
  /** The ground on which it is kept, 个人信息保护法 第十三条. */
  readonly ground: string;
  readonly kept: string;
  readonly seenBy: string;
  /** The tables in which it stands. */
  readonly tables: readonly string[];
}

const days = (ms: number): string => `${String(ms / DAY)} 天`;
const CONSENT = '本人同意（加入或报名时）';
/** GB/T 40143-2021, 5.2.2: records of volunteer service are kept for ten years at least. */
const RECORDS = '志愿服务记录，按国家标准至少十年；本人要求删除后，记在「已删除的人」名下';

/**
 * All that the service keeps of people, in the order in which people ask for it. Every table that points at a person is
 * in one of these.
 */
export const PERSONAL_DATA: readonly PersonalData[] = [
  {
    data: '姓名、电话、邮箱、加入日期、身份',
    why: '知道是谁、联系得上、按身份办事',
    ground: CONSENT,
    kept: '到本人离开或要求删除；电话加密保存',
    seenBy: '本组织和上级的统筹员；查看电话会留记录。姓名在同一班、同一场的人能看到',
    tables: ['people', 'grants'],
  },
  {
    data: '微信、网页聊天、邮箱账号的绑定',
    why: '在聊天里认出本人，把提醒送到',
    ground: CONSENT,
    kept: '到解绑、离开或要求删除',
    seenBy: '本人；统筹员只看到绑定了哪一种',
    tables: ['identities', 'binding_codes', 'mail_codes', 'channel_credits'],
  },
  {
    data: '资质、可值班时间、请假、排班心愿',
    why: '排班时不违反资质和休息，照顾本人的安排',
    ground: CONSENT,
    kept: '到本人离开或要求删除',
    seenBy: '本组织的统筹员',
    tables: ['person_qualifications', 'availability', 'leaves', 'swap_wishes'],
  },
  {
    data: '值班和带活动的记录、时长、交接、换班',
    why: '岗位有人、时长算得准、年底有数',
    ground: '开展志愿服务必需；志愿服务条例要求如实记录',
    kept: RECORDS,
    seenBy: '本人；统筹员；同班的人看到姓名；领导只看汇总',
    tables: [
      'assignments',
      'escalations',
      'swap_requests',
      'swap_ring_legs',
      'rota_entries',
      'rota_accounts',
      'vacancies',
      'vacancy_asks',
      'escalation_calls',
    ],
  },
  {
    data: '活动报名、人数、签到、评价',
    why: '留位置、通知变化、知道办得怎样',
    ground: CONSENT,
    kept: '户数和人数随活动统计保留；评价的文字随删除而去',
    seenBy: '本人；统筹员；带这场活动的人',
    tables: ['registrations'],
  },
  {
    data: '登记的数字（来电几个、来了几户）和谁登记的',
    why: '统计和年报；数字对不上时知道问谁',
    ground: '开展志愿服务必需',
    kept: RECORDS,
    seenBy: '统筹员；汇总给领导。不记来电人的任何信息',
    tables: ['tally_entries', 'period_totals'],
  },
  {
    data: '小约发给本人的消息、通知',
    why: '提醒送没送到、没送到为什么',
    ground: '开展志愿服务必需',
    kept: `送出以后 ${days(OLD_OUTBOX.keepMs)}`,
    seenBy: '统筹员看到送没送到，看不到内容',
    tables: ['outbox', 'notices'],
  },
  {
    data: '本人说的话',
    why: '听懂要办的事；同一条消息来两次时不办两次',
    ground: CONSENT,
    kept: `原话不保存；小约的回答留 ${days(OLD_INBOX.keepMs)}，平台送来的消息答完即删、最多 ${days(OLD_CALL_BACKS.keepMs)}；正在问的问题到答完为止`,
    seenBy: '没有人',
    tables: ['inbox', 'call_backs', 'dialogues'],
  },
  {
    data: '本人同意转给统筹员的提问',
    why: '得到答复',
    ground: '本人在转之前同意',
    kept: `答复以后 ${days(OLD_QUESTIONS.keepMs)}`,
    seenBy: '本组织的统筹员',
    tables: ['asked_questions'],
  },
  {
    data: '可能有生命危险的话：只记来过，不记内容',
    why: '又来一次时请值班的人留意',
    ground: '紧急情况下保护生命健康所必需',
    kept: days(OLD_CRISIS_SIGNS.keepMs),
    seenBy: '没有人；值班的同事只收到请留意，不知道原话',
    tables: ['crisis_signs'],
  },
  {
    data: '日历订阅地址、邮件邀请和答复',
    why: '排班进到本人的日历',
    ground: CONSENT,
    kept: '到本人停用、离开或要求删除',
    seenBy: '本人',
    tables: ['feed_tokens', 'invitations', 'calendar_answers'],
  },
  {
    data: '登录：浏览器、通行密钥、验证码',
    why: '只有本人能以本人的名义办事',
    ground: '网络安全法要求的安全保护',
    kept: `登录到期为止；验证码过期后 ${days(OLD_CHALLENGES.keepMs)}；通行密钥到本人移除`,
    seenBy: '本人',
    tables: ['web_sessions', 'passkeys', 'sign_in_challenges'],
  },
  {
    data: '操作记录：谁、什么时候、办了什么',
    why: '出了错查得到、谁也不能替人抵赖',
    ground: '网络安全法要求留存日志不少于六个月',
    kept: `长期；为防重复办理留的结果 ${days(OLD_OPERATIONS.keepMs)}`,
    seenBy: '统筹员，只能看不能改',
    tables: ['audit_entries', 'operations'],
  },
];

import { ref } from 'vue';

const ZH = {
  title: '心约',
  hello: (name: string): string => `${name}，你好`,
  myDuties: '我的班次',
  myRegistrations: '我的报名',
  openSessions: '可以报名的活动',
  noDuties: '接下来没有排班',
  noSessions: '近期没有可以报名的活动',
  place: '地点',
  nextDay: '次日',
  placesLeft: (left: number): string => (left > 0 ? `还有 ${String(left)} 个名额` : '名额已满，可以候补'),
  unlimited: '名额不限',
  queue: (waiting: number): string => (waiting > 0 ? `${String(waiting)} 户在候补` : ''),
  cancelled: '已取消',
  over: '已结束',
  because: (reason: string): string => `原因：${reason}`,
  party: '一共几个人来',
  fewer: '少一人',
  more: '多一人',
  people: (party: number): string => `${String(party)} 人`,
  register: '报名',
  joinWaitlist: '排候补',
  changeParty: '改人数',
  cancelRegistration: '取消报名',
  cancelAsk: '确定取消报名吗？名额会让给别人。',
  states: {
    registered: '已报名',
    waiting: '候补中',
    cancelled: '已取消',
    attended: '已签到',
    held: '待确认',
    confirmed: '已确认',
    'on-duty': '在班',
    done: '已完成',
    dropped: '已退班',
    offered: '求替中',
    'no-show': '缺席',
  },
  waitingAt: (position: number): string => `候补第 ${String(position)} 位`,
  hearsTitle: '有变动怎么知道',
  hears: {
    chat: '有名额、改时间或取消，小约会马上发消息给你。',
    mail: '有名额、改时间或取消，会马上发邮件给你。',
    telephone: '没有能给你发消息的渠道：有变动，工作人员打你留的电话；也可以随时打开这一页看。',
    page: '没有能给你发消息的渠道，也没有留电话：请自己打开这一页看。',
  },
  mailLead: '想自动收到，可以留一个邮箱：',
  mailAddress: '邮箱',
  mailSend: '发验证码',
  mailSent: (address: string): string => `验证码已发到 ${address}，半小时内有效。`,
  mailCode: '邮件里的六位验证码',
  mailProve: '确认',
  keepTitle: '怎么再打开这一页',
  keepNote: '这个地址只属于你，换一个浏览器或手机也能打开。请复制存好，不要转发。',
  keepCopy: '复制地址',
  keepCopied: '已复制',
  checkIn: '签到',
  code: '现场的签到码',
  rate: '评价这一场',
  points: (n: number): string => `${String(n)} 分`,
  rateWords: '想说的话（可以不写）',
  sendRating: '提交评价',
  thanks: (score: number): string => `你给了 ${String(score)} 分，谢谢`,
  addToCalendar: '加入日历',
  confirm: '我会来，确认',
  letGo: '我来不了',
  letGoAsk: '确定来不了吗？开班前不久才退的班，在有人接之前仍由你负责。',
  arrive: '我到岗了',
  leave: '我离岗了',
  confirmedNote: '已确认，谢谢。到时候见。',
  offeredNote: '正在找人接班；在有人接之前仍由你负责。改主意了就点确认。',
  droppedNote: '这个班已经不在你名下。',
  servedNote: (minutes: number): string => `服务时长 ${String(Math.round(minutes / 6) / 10)} 小时`,
  usedNote: '这个链接已经用过，下面是现在的情况。',
  answerConfirm: '确认这个班',
  answerOtherwise: '来不了，或者看详情',
  answerLetGo: '退掉这个班',
  answerUnregister: '取消这次报名',
  yourName: '怎么称呼（比如 黄女士）',
  yourPhone: '手机号（只给主办方，有变动时找你）',
  privacy: '个人信息怎么用',
  newcomerNote: '报名成功后会打开你自己的页面，改人数、取消、签到都在那里，那一页可以收藏。',
  signedUpHere: '你在这个手机上已经报过这一场。',
  seeMine: '看我的报名',
  howToJoin: '已经在用小约？',
  howToJoinText: '打开微信，对小约说：',
  howToJoinSay: (day: string): string => `报名 ${day} 2人`,
  home: '从小约给你的链接打开，就能看到你的班次和报名。',
  homeSay: '在微信里对小约说“我的班”或“活动”，会得到链接。',
  again: '再试一次',
  loading: '正在打开…',
  yes: '确定',
  no: '再想想',
  other: 'English',
  weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  date: (month: number, day: number, weekday: string): string => `${String(month)}月${String(day)}日 ${weekday}`,
};

type Words = typeof ZH;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const EN: Words = {
  title: 'Xinyue',
  hello: (name) => `Hello ${name}`,
  myDuties: 'My shifts',
  myRegistrations: 'My registrations',
  openSessions: 'Open for registration',
  noDuties: 'No shifts ahead',
  noSessions: 'Nothing open for registration right now',
  place: 'Place',
  nextDay: 'next day',
  placesLeft: (left) => (left > 0 ? `${String(left)} places left` : 'Full; there is a waitlist'),
  unlimited: 'No limit of places',
  queue: (waiting) => (waiting > 0 ? `${String(waiting)} waiting` : ''),
  cancelled: 'Cancelled',
  over: 'Over',
  because: (reason) => `Reason: ${reason}`,
  party: 'How many of you come',
  fewer: 'One fewer',
  more: 'One more',
  people: (party) => `${String(party)} people`,
  register: 'Sign up',
  joinWaitlist: 'Join the waitlist',
  changeParty: 'Change number',
  cancelRegistration: 'Cancel registration',
  cancelAsk: 'Really cancel? Your place goes to somebody else.',
  states: {
    registered: 'Registered',
    waiting: 'On the waitlist',
    cancelled: 'Cancelled',
    attended: 'Checked in',
    held: 'To be confirmed',
    confirmed: 'Confirmed',
    'on-duty': 'On duty',
    done: 'Done',
    dropped: 'Dropped',
    offered: 'Looking for cover',
    'no-show': 'Absent',
  },
  waitingAt: (position) => `Number ${String(position)} on the waitlist`,
  hearsTitle: 'How you hear of changes',
  hears: {
    chat: 'Xiaoyue tells you at once of a free place, another time or a cancellation.',
    mail: 'You get a mail at once about a free place, another time or a cancellation.',
    telephone: 'No channel reaches you: the office calls the number you left. This page is always up to date, too.',
    page: 'No channel reaches you, and you left no number: please look at this page yourself.',
  },
  mailLead: 'Leave a mail address to be told by yourself:',
  mailAddress: 'Mail address',
  mailSend: 'Send a code',
  mailSent: (address) => `A code is on its way to ${address}; it is good for half an hour.`,
  mailCode: 'The six digits in the mail',
  mailProve: 'Confirm',
  keepTitle: 'How to open this page again',
  keepNote: 'This address is yours alone and works in any browser. Copy and keep it; do not pass it on.',
  keepCopy: 'Copy the address',
  keepCopied: 'Copied',
  checkIn: 'Check in',
  code: 'Code shown at the session',
  rate: 'Rate this session',
  points: (n) => `${String(n)} of 5`,
  rateWords: 'Anything you want to say (optional)',
  sendRating: 'Send',
  thanks: (score) => `You gave ${String(score)} of 5. Thank you`,
  addToCalendar: 'Add to calendar',
  confirm: 'I will come',
  letGo: 'I cannot come',
  letGoAsk: 'Really? A shift let go shortly before it begins stays yours until somebody takes it.',
  arrive: 'I have arrived',
  leave: 'I am leaving',
  confirmedNote: 'Confirmed. Thank you, see you then.',
  offeredNote: 'Looking for somebody to take over; until then it stays yours. Changed your mind? Confirm.',
  droppedNote: 'This shift is no longer yours.',
  servedNote: (minutes) => `${String(Math.round(minutes / 6) / 10)} hours of service`,
  usedNote: 'This link has been used. This is how things stand.',
  answerConfirm: 'Confirm this shift',
  answerOtherwise: 'I cannot come, or show more',
  answerLetGo: 'Let this shift go',
  answerUnregister: 'Cancel this registration',
  yourName: 'Your name',
  yourPhone: 'Mobile number (for the organisers alone, should anything change)',
  privacy: 'How personal information is used',
  newcomerNote: 'Your own page opens next: change, cancel and check in there. It can be bookmarked.',
  signedUpHere: 'You have signed up for this on this telephone.',
  seeMine: 'See my registration',
  howToJoin: 'Already with Xiaoyue?',
  howToJoinText: 'In WeChat, tell Xiaoyue:',
  howToJoinSay: (day) => `报名 ${day} 2人`,
  home: 'Open the link that Xiaoyue gave you to see your shifts and registrations.',
  homeSay: 'Say 我的班 or 活动 to Xiaoyue in WeChat to get one.',
  again: 'Try again',
  loading: 'Opening…',
  yes: 'Yes',
  no: 'Not now',
  other: '中文',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  date: (month, day, weekday) => `${weekday} ${String(day)} ${MONTHS[month - 1] ?? ''}`,
};

const KEPT = 'xinyue-language';

/** The language of the pages: what was chosen here before, else Chinese unless the browser speaks only another one. */
export const language = ref<'zh' | 'en'>(firstLanguage());

export const t = (): Words => (language.value === 'zh' ? ZH : EN);

export function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh';
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(KEPT, language.value);
  } catch {
    // a browser that keeps nothing asks again next time
  }
}

function firstLanguage(): 'zh' | 'en' {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // none kept
  }
  return navigator.languages.some((name) => name.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

interface CivilParts {
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: string;
  readonly date: string;
}

/** The parts of a wall time such as `2026-12-05T15:00`. */
export function partsOf(civil: string): CivilParts {
  const [date = '', time = ''] = civil.split('T');
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(), time: time.slice(0, 5), date };
}

/** `12月5日 周六 15:00–17:00`, and says so where it ends on the next day. */
export function spanText(startCivil: string, endCivil: string): string {
  const start = partsOf(startCivil);
  const end = partsOf(endCivil);
  const words = t();
  const midnight = end.time === '00:00' ? '24:00' : `${words.nextDay} ${end.time}`;
  const tail = start.date === end.date ? end.time : midnight;
  // Word joiners: the hours stay on one line.
  return `${words.date(start.month, start.day, words.weekdays[start.weekday] ?? '')} ${start.time}\u2060–\u2060${tail}`;
}

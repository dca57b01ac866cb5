/** What is known of a telephone by what its browser says of itself. */
export interface Phone {
  /** Inside WeChat or 企业微信, whose browsers neither download nor open a calendar. */
  readonly inApp: boolean;
  readonly system: 'ios' | 'android' | 'computer';
  /** Xiaomi's calendar is the one on Android that subscribes by itself. */
  readonly xiaomi: boolean;
}

export interface Steps {
  readonly title: string;
  /** Inside an app, before the steps; and in place of the one button for a single entry. */
  readonly openOutside: string;
  readonly openFileOutside: string;
  readonly list: readonly string[];
  readonly subscribe: string;
  readonly file: string;
  readonly copy: string;
  readonly copied: string;
  readonly secret: string;
  readonly ask: string;
}

export function phoneOf(userAgent: string): Phone {
  const ios = /iPhone|iPad|iPod/i.test(userAgent);
  return {
    inApp: /MicroMessenger|wxwork/i.test(userAgent),
    system: ios ? 'ios' : /Android/i.test(userAgent) ? 'android' : 'computer',
    xiaomi: /XiaoMi|MiuiBrowser|Redmi|\bMI \d/i.test(userAgent),
  };
}

/** Where a calendar file is opened: inside an app that does neither, a page says how to get out of it first. */
export function addPath(file: string): string {
  const token = /^\/h5\/files\/([\w-]+)\.ics$/.exec(file)?.[1];
  return token && phoneOf(navigator.userAgent).inApp ? `/h5/calendar#file.${token}` : file;
}

type Kind = 'ios' | 'xiaomi' | 'android' | 'computer';

const LISTS: Readonly<Record<'zh' | 'en', Readonly<Record<Kind, readonly string[]>>>> = {
  zh: {
    ios: [
      '点“订阅”，手机会问要不要订阅日历，选“订阅”。',
      '没有反应：设置 → 日历 → 账户 → 添加账户 → 其他 → 添加已订阅的日历，粘贴地址。',
    ],
    xiaomi: ['复制地址。', '打开“日历”→ 右上角菜单 → 日程导入 → URL 导入，粘贴地址。以后会自动更新。'],
    android: [
      '点“下载日历文件”，用“日历”打开，选“保存全部”。',
      '日历里有“订阅”或“URL 导入”的（华为、荣耀、vivo 较新的系统），粘贴地址，以后会自动更新。',
    ],
    computer: ['Outlook、苹果日历：选“订阅日历”或“从网络添加”，粘贴地址。', '只想导入一次：下载日历文件后打开。'],
  },
  en: {
    ios: [
      'Press “Subscribe”; the phone asks whether to subscribe to the calendar.',
      'Nothing happens: Settings → Calendar → Accounts → Add Account → Other → Add Subscribed Calendar, and paste the address.',
    ],
    xiaomi: [
      'Copy the address.',
      'Open Calendar → menu → Import events → Import by URL, and paste it. It then keeps up by itself.',
    ],
    android: [
      'Press “Download the file”, open it with Calendar and save all.',
      'Where the calendar offers to subscribe or to import by URL, paste the address: it then keeps up by itself.',
    ],
    computer: [
      'Outlook, Apple Calendar: choose “Subscribe” or “Add from web” and paste the address.',
      'To import once: download the file and open it.',
    ],
  },
};

const WORDS: Readonly<Record<'zh' | 'en', Omit<Steps, 'list'>>> = {
  zh: {
    title: '加到手机日历',
    openOutside: '微信、企业微信里打不开日历：请点右上角 ···，选“在浏览器打开”，打开后再按下面的步骤做。',
    openFileOutside: '微信、企业微信里打不开日历文件：请点右上角 ···，选“在浏览器打开”，打开后点“下载日历文件”。',
    subscribe: '订阅',
    file: '下载日历文件',
    copy: '复制地址',
    copied: '已复制',
    secret:
      '这个地址只属于你，请不要转发。外泄了就对小约说“日历 重置”（场次日历说“日历 全部 重置”），旧地址马上作废。临近的变动以小约的消息为准。',
    ask: '请对小约说“日历”，用它发来的链接打开这个页面。',
  },
  en: {
    title: 'Into your phone’s calendar',
    openOutside:
      'Calendars do not open inside WeChat or WeCom: press ··· at the top right, choose “Open in browser”, then go on below.',
    openFileOutside:
      'Calendar files do not open inside WeChat or WeCom: press ··· at the top right, choose “Open in browser”, then “Download the file”.',
    subscribe: 'Subscribe',
    file: 'Download the file',
    copy: 'Copy the address',
    copied: 'Copied',
    secret:
      'This address is yours alone; do not pass it on. Should it leak, say 日历 重置 to the bot (日历 全部 重置 for a calendar of sessions) and it ends at once. For late changes the bot’s messages count.',
    ask: 'Say 日历 to the bot and open this page by the link it sends.',
  },
};

export function stepsFor(phone: Phone, language: 'zh' | 'en'): Steps {
  const kind: Kind = phone.system === 'android' && phone.xiaomi ? 'xiaomi' : phone.system;
  return { ...WORDS[language], list: LISTS[language][kind] };
}

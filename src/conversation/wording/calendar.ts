/** Where a feed is, and the page that says step by step how to add it. */
export interface FeedAddress {
  readonly url: string;
  readonly page: string;
}

const where = ({ url, page }: FeedAddress): string => `${url}\n手把手添加（先点右上角 ··· 用浏览器打开）：${page}`;

/** `places`: the sessions that somebody who serves nowhere is registered for, or waits for. */
export const calendarText = (
  feed: FeedAddress,
  {
    hasFile,
    serves,
    places,
  }: { readonly hasFile: boolean; readonly serves: boolean; readonly places: readonly string[] },
): string =>
  [
    '你的日历，订阅后会自动更新（地址只属于你，请不要转发）：',
    where(feed),
    'iPhone：设置→日历→账户→添加已订阅的日历，粘贴地址。',
    `安卓：${hasFile ? '点附件导入；' : ''}小米、华为的日历可以“URL 导入”。`,
    ...(serves ? ['企业微信：点上面的链接，选“用浏览器打开”，再加到手机日历。'] : []),
    ...(serves ? forVolunteers(hasFile) : forFamilies(places)),
  ].join('\n');

const forVolunteers = (hasFile: boolean): string[] => [
  hasFile ? '附件是现有的班和报名。临近的变动以我发的消息为准。' : '目前没有排班，订阅后有了会自动出现。',
  '地址外泄了就说 日历 重置；看文字版说 我的班',
];

const MOST_PLACES = 3;
const forFamilies = (places: readonly string[]): string[] => [
  ...(places.length > 0
    ? [`里面是你的报名：${places.slice(0, MOST_PLACES).join('；')}${places.length > MOST_PLACES ? ' 等' : ''}`]
    : ['你还没有报名，报了会自动出现。']),
  '地址外泄了就说 日历 重置；看文字版说 我的报名',
];

/** `others`: whether calendars of sessions that she subscribed to go on. */
export const calendarReset = (feed: FeedAddress, others: boolean, serves: boolean): string =>
  [
    `✓ 你自己的${serves ? '班' : '报名'}以前的日历地址都已作废，订阅过的设备请换成新地址：`,
    where(feed),
    ...(others ? ['场次日历的地址没有动；要连它们一起作废就说 日历 全部 重置'] : []),
    `回复 ${serves ? '我的班' : '我的报名'} 看文字版。`,
  ].join('\n');

export const everyCalendarReset = (feed: FeedAddress, coordinates: boolean): string =>
  [
    `✓ 你以前的日历地址全部作废了${coordinates ? '，场次日历的也在内' : ''}。你自己的班的新地址：`,
    where(feed),
    coordinates ? '场次日历要新地址就说 日历 全部；看文字版说 我的班' : '回复 我的班 看文字版。',
  ].join('\n');

/** `programme`: its name; undefined: of all. */
export const sessionsCalendar = (feed: FeedAddress, programme: string | undefined): string =>
  [
    `${programme ?? '全部项目'}的场次日历（只有人数，没有姓名；地址请不要转发）：`,
    where(feed),
    `要自己的日历就说 日历；地址外泄了就说 日历 ${programme ?? '全部'} 重置`,
  ].join('\n');

export const sessionsCalendarReset = (feed: FeedAddress, programme: string): string =>
  [
    `✓ ${programme}场次日历以前的地址都已作废，你的其他日历没有动。新地址：`,
    where(feed),
    '要作废你的全部日历地址就说 日历 全部 重置',
  ].join('\n');

/* The numbers that whoever wants to talk to somebody can ring, and the questions of the organisation. */

const NUMBERS = '全国统一心理援助热线 12356（24 小时，有人听）\n妇女维权服务热线 12338\n有生命危险请打 110 或 120';

/** `own`: what the organisation itself answers when it is asked for its number. */
export const talk = (own: string | null): string =>
  `想找人聊聊，随时可以打电话，不用先想好怎么说：\n${own === null ? '' : `${own}\n`}${NUMBERS}\n想让统筹员联系你，就说：转给统筹员 请给我回个电话`;

/* Acting for somebody. */

export const actForHow = (): string => '代谁、做什么？比如：代 张三 认领 3 · 代 张三 退班 12月8日晚上';
export const actForUnknown = (what: string, doable: readonly string[]): string =>
  `「${what}」不能代办，代办可以：${doable.join('、')}。`;
/** What would be said to her, said of her. */
export const actedFor = (name: string, text: string): string => `代${name}：${text.replace(/你(?!好|们)/gu, name)}`;

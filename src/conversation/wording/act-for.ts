/* Acting for somebody. */

/** `person`: whoever was named already. */
export const actForHow = (person: string | undefined): string =>
  person === undefined
    ? '代谁、做什么？比如：张三 认领 3 · 张三 退班 周四晚上'
    : `代${person}做什么？比如：认领 周四晚上 · 请假 下周一 · 退班 周四晚上`;
export const actForUnknown = (what: string, doable: readonly string[]): string =>
  `「${what}」不能代办，代办可以：${doable.join('、')}。`;
/** What would be said to her, said of her. */
export const actedFor = (name: string, text: string): string => `代${name}：${text.replace(/你(?!好|们)/gu, name)}`;

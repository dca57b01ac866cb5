/* New volunteers, and the codes with which people bind their accounts. */

export const codePreview = (name: string): string =>
  `要给${name}发一个新的绑定码吗？她以前没用过的码会作废，已经绑好的账号不变。\n回复 是 就发；回复 算了 就不发。`;
export const code = (name: string, digits: string): string =>
  `${name}的绑定码：${digits}\n七天内有效，只能用一次，只显示这一回。请私下转给本人，让她私聊我说：绑定 ${digits}`;
export const noCode = (name: string): string => `没有给${name}发绑定码：名册里没有这个人，或你没有这个权限。`;

/** As the grammar notes it. */
export const trainee = (): string => '见习';
export const namePlease = (): string =>
  '新志愿者叫什么名字？比如：新增志愿者 张三\n电话请在网页的名册里填，聊天里不存。';
export const addPreview = (name: string, isTrainee: boolean): string =>
  [
    `要新增志愿者：${name}${isTrainee ? '（见习）' : ''}`,
    '资质、电话在网页的名册里补；没有资质，要资质的岗位先排不了。现在不通知任何人。',
    '回复 是 就加；回复 算了 就不加。',
  ].join('\n');
export const added = (name: string): string =>
  `✓ 已新增志愿者：${name}\n回复 绑定码 ${name} 给她发码；资质和电话请在网页的名册里补。`;
export const nameKnown = (name: string, people: number): string =>
  `名册里已经有 ${String(people)} 位${name}，还没有加。确实是另一个人？\n回复 是 就再加一位同名的；回复 算了 就不加。`;
export const badName = (name: string): string =>
  `「${name}」不像名字，没有加。名字用两到二十个字，比如：新增志愿者 张三`;
export const coordinatorsAlone = (): string => '这件事只有统筹员能办。';

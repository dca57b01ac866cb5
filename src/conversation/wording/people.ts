/* Who is meant by a name. */

export const noSuchPerson = (name: string): string => `没有找到「${name}」，什么都没有做。请说全名再试一次。`;
export const whichPerson = (name: string, count: number): string => `叫「${name}」的有 ${String(count)} 位，是哪一位？`;
export const soundsLikePerson = (name: string): string => `没有叫「${name}」的人，你说的是不是：`;
export const personLine = (name: string, key: string, twice: boolean): string => (twice ? `${name}（${key}）` : name);
export const whoPlease = (): string => '是谁？请带上名字再说一遍，比如：换班 3 给王芳。';

import type { NumberProblem } from '../dialogue/resolve';
import { numbered } from './lines';
import type { Ask } from '../grammar/reading';

/* Questions, numbered lists, and what is said when an answer does not fit them. */

export const numberPlease = (options: number): string =>
  options > 1 ? `请回复 1 到 ${String(options)} 的数字；回复 算了 就不办。` : '请回复 是；回复 算了 就不办。';

/** Behind something that came in between; `numbers`: its numbers now belong to a later list. */
export const stillWaits = (question: string, numbers: boolean): string =>
  `刚才问的还等你：${question}${numbers ? '\n数字现在指上面的清单。' : ''}`;

export const sayInFull = (question: string): string =>
  `这个数字可能指上面的清单，先什么都没有做。\n要回答刚才问的，请把话说全，比如带上日期或 3人：${question}`;

export const wordsPlease = (): string => '请直接说内容；回复 算了 就不办。';

export const numbersExpired = (): string => '刚才的编号过了 30 分钟，已经作废。请重新说 空班 或 我的班。';

export function numberProblem(problem: NumberProblem, n: number, count: number): string {
  switch (problem) {
    case 'no-list':
      return `还没有列过清单，不知道 ${String(n)} 号指哪个。先看清单：`;
    case 'expired':
      return '刚才的编号过了 30 分钟，已经作废，什么都没有做。新的清单：';
    case 'out-of-range':
      return `刚才的清单只有 ${String(count)} 项，没有 ${String(n)} 号。现在的清单：`;
    case 'gone':
      return `${String(n)} 号刚刚有变化（被人认领、取消，或不在这类清单里），什么都没有做。现在的清单：`;
    case 'changed':
      return `${String(n)} 号的时间改过了，什么都没有做。现在的清单：`;
  }
}

export const confirmFirst = (lines: readonly string[]): string =>
  lines.length === 1
    ? `你是要：${lines[0] ?? ''}？\n回复 是 就办；回复 算了 就不办。`
    : `一共 ${String(lines.length)} 件：\n${numbered(lines)}\n回复 是 一起办；回复 算了 就都不办。`;

export const which = (what: string, noun: string, count: number): string =>
  `${what}哪一个？有 ${String(count)} 个${noun}对得上：`;

export const whichOfThese = (): string => '你说的对得上这几个，是哪一个？';
export const closeTo = (what: string): string => `没有正好是你说的时间的，你是要${what}这个吗？`;

export function choose(heading: string, lines: readonly string[], more: number): string {
  const rest = more > 0 ? `\n还有 ${String(more)} 个没列出，说具体一点可以缩小范围。` : '';
  const last = lines.length === 1 ? '回复 1 就办；回复 算了 就不办。' : '回复数字选择；回复 算了 就不办。';
  return `${heading}\n${numbered(lines)}${rest}\n${last}`;
}

export function list(heading: string, lines: readonly string[], more: number, last: string): string {
  const rest = more > 0 ? `\n还有 ${String(more)} 个没列出，加上日期再问可以看全。` : '';
  return `${heading}\n${numbered(lines)}${rest}\n${last}`;
}

export const noneFits = (noun: string): string => `没有对得上的${noun}，什么都没有做。`;
export const noneAtAll = (noun: string): string => `现在没有可选的${noun}。`;

export function didYouMean(about: Ask['about'], labels: readonly string[]): string {
  const lines = numbered(labels);
  const heading = {
    when: '你说的是哪个时间？',
    number: '你说的是哪一个？',
    person: '你说的是谁？',
    act: '你是想说…？',
  }[about];
  return `${heading}\n${lines}\n${labels.length === 1 ? '回复 1 就办' : '回复数字选择'}；回复 算了 就不办。`;
}

export function askedBack(about: Ask['about'], what: string): string {
  const missing = { when: '是哪天、什么时候', number: '是几号', person: '是谁', act: '要做什么' }[about];
  return `${what === '' ? '' : `听懂了：${what}。`}还差一点：${missing}？请再完整说一遍，我先什么都不动。`;
}

export const oneAtATime = (lines: readonly string[]): string =>
  `听懂了这几件事，但有一件还不确定，我先都不动：\n${numbered(lines)}\n请一件一件说。`;

export const withCondition = (what: string, but: string): string =>
  `听懂了：${what}，附带「${but}」。附带的条件我不能替你办。\n回复 是 就只办「${what}」；回复 算了 就不办。`;

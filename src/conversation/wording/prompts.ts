import { reportExample } from './reporting';
/* What is answered to a word that was said to a reminder, an offer, a request, an alarm or a household's place. */

export const toConfirm = (line: string): string => `确认 ${line}`;
export const cannot = (line: string): string => `来不了 ${line}`;
export const toTake = (line: string): string => `接这一班 ${line}`;
export const notToTake = (line: string): string => `不接 ${line}`;
export const toAgree = (line: string): string => `同意 ${line}`;
export const notToAgree = (line: string): string => `回绝 ${line}`;
export const placeToLeave = (line: string): string => `取消报名 ${line}`;
export const whichMeant = (): string => '有几件事在等你回话，你说的是哪一件？';

export const reminderWaits = (line: string): string =>
  `好的，先放着，这一班还等你确认：${line}\n能来请回复 确认；来不了请尽早回复 求替。一直没有确认就会请别人来顶。`;
export const stillYours = (line: string): string => `好的，没有改动，这一班还是你的：${line}\n来不了请尽早回复 求替。`;
export const thankedAndWaits = (line: string): string =>
  `不客气。这一班还等你确认：${line}\n能来请回复 确认；来不了请尽早回复 求替。`;
export const offerWaits = (line: string): string =>
  `好的，你想好了再回：${line}\n能来请回复 我来，先回的先得；来不了请回复 不行。`;
export const requestWaits = (line: string): string =>
  `好的，先放着，班都没有动：${line}\n想好了回复 同意，接不了回复 不行。`;
export const placeKept = (line: string): string => `好的，给你留着：${line}\n来不了请回复 取消报名。`;
export const placeWaits = (line: string): string =>
  `好的，名额先给你留着：${line}\n定了来不了请尽早回复 取消报名，把名额让给别人。`;
export const callGoesOn = (): string => '好的，这件事会接着往上叫人。\n你能处理了请回复 收到。';

/** A remark that came with an answer, for those whom it concerns. */
export const remarkPassedOn = (name: string, line: string, but: string): string =>
  `${name}确认了 ${line}，并说：「${but}」`;
export const takenWithRemark = (name: string, line: string, but: string): string =>
  `${name}接了 ${line}，并说：「${but}」\n整班算她的；要别的安排请和她说。`;
export const remarkWillBePassedOn = (but: string): string => `「${but}」已转告统筹员和同班的人。`;

export const nobodySought = (): string => '现在没有替你找人的班，什么都没有改动。\n回复 我的班 看现在的安排。';
export const whichToKeep = (): string => '有几个班在找人替，哪一个你自己来？';
export const askedOf = (line: string, name: string): string => `${line}（正在问${name}）`;
export const noSuchFigure = (denied: number, measures: readonly string[]): string =>
  `没有找到登记成 ${String(denied)} 的数字，什么都没有改动。请带上是什么，比如：${reportExample(measures)}。`;

import type { GuardName } from '../grammar/guards/names';
import type { Held } from '../grammar/reading';
import { verb } from './acts';
import { numbered } from './lines';

/* What is asked, or said, where an act was not carried out as it was read: one sentence a guard. */

const SENTENCES: Readonly<Record<GuardName, (said: string, what: string) => string>> = {
  rehearsal: (said, what) => `你说到「${said}」，只是举例或试一试吧？我没有${what}。真要办：`,
  quoted: (_, what) => `这是转述的话，我没有替谁${what}。要给自己办，请直接说 ${what}。`,
  'other-subject': (said, what) => `这是${said}的事，我没有动你的。要代${said}${what}吗？`,
  'third-person': (said, what) => `${said === '' ? '听起来说的是别人' : `这说的是「${said}」`}，是你自己要${what}吗？`,
  'with-whom': (said, what) =>
    `要和「${said}」换的话，我还没${what}：请这样说，我好去问她：换班 编号 跟 她的全名，比如 换班 3 跟王芳。`,
  'not-hers': () => '是来参加活动的签到，还是志愿者到岗？',
  'session-off': () => '是说活动不办了，还是要取消你自己的报名？我什么都没有取消。',
  'impossible-number': (said) => `清单里没有「${said}」这样的编号，你说的是第几个？`,
  count: (said, what) =>
    `「${said}」是要几个，还是清单里的第几个？要几个的话，请说 ${what} 和编号，比如 ${what} 1、2。`,
  'no-note': (said, what) => `「${said}」不像要留的话，我没有${what}。要${what}的话，请说 ${what} 加内容。`,
  'short-absence': (said) => `「${said}」是离开一会儿，还是这一班结束了？你还算在班。结束了就离岗：`,
  later: (_, what) => `听起来是晚些再办，我先没有${what}。现在就办：`,
  telling: (said, what) => `「${said}」我当作先看看，没有${what}。你是想：`,
  wh: (_, what) => `这像一个问题，我没有${what}。要办的话：`,
  timetable: (_, what) => `是说已经排好的，还是要${what}？`,
  past: (said, what) => `「${said}」说的是过去的事，我没有${what}。现在要办，请直接说 ${what}。`,
  habit: (said, what) => `「${said}」说的是平时，我没有${what}。现在要办，请直接说 ${what}。`,
  hedged: (said, what) => `还没定（「${said}」），我先没有${what}。定了就办：`,
  condition: (said, what) => `带着条件（「${said}」）的事我不能替你等，没有${what}。现在就办：`,
  negated: (said, what) => `「${said}」我听成不办，没有${what}。其实要办：`,
  'partial-hours': (said) => `只值一部分（「${said}」）要统筹来安排，我没有认领。整班都值：`,
  'unknown-day': (said, what) => `我不认识「${said}」是哪一天，没有${what}。请直接说几月几日。`,
  unread: (said, what) => `「${said}」我没看懂，先没有${what}。是你自己要${what}吗？`,
  elsewhere: (said, what) => `「${said}」说的是别的事吧？我没有${what}。`,
  disagrees: (said, what) => `「${said}」对不上，日子我拿不准，没有${what}。请直接说几月几日。`,
  implausible: (said, what) => `「${said}」这个数不太对，没有${what}。请再说一次准数。`,
  roughly: (said, what) => `「${said}」没说是哪几个，我没有${what}。请说编号，可以先看看：`,
  asked: (_, what) => `这像是问一问，我没有${what}。要办的话：`,
  planned: (said, what) => `还没定（「${said}」），我先没有${what}。定了就办：`,
  'look-unread': (said) => `「${said}」我没看懂，只会按日期和班次查。要看的是：`,
};

/** The sentence of a guard that has nothing to offer. */
export const held = ({ by, said, act }: Held): string => SENTENCES[by](said.slice(0, 20), verb(act));

/** The same with what may have been meant. */
export function heldWith(by: Held, labels: readonly string[]): string {
  const last = labels.length === 1 ? '回复 1 就办' : '回复数字选择';
  return `${held(by)}\n${numbered(labels)}\n${last}；回复 算了 就不办。`;
}

/** To a volunteer: what is somebody else's is for herself, or for a coordinator. */
export const notYours = (name: string, what: string): string =>
  `这是${name}的事，我没有替你${what}。${name}可以自己来说，或请统筹员代办；你自己要办，请说 ${what} 加日期。`;

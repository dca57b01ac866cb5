import type { BindingRefusal } from '../../accounts/binding-codes.service';
import { type ZoneName, civilOf } from '../../kernel/civil-time';
import { coordinatorsOnly } from './manners';

/* Who one is: binding an account, and what an account hears that is bound to nobody. */

export const welcome = (name: string): string =>
  `绑定成功，你好，${name}！\n以后直接跟我说话就行：空班 · 我的班 · 认领 周四晚上 · 活动\n回复 帮助 看全部。`;

export function bindingRefusal(refusal: BindingRefusal, zone: ZoneName): string {
  switch (refusal.rule) {
    case 'wrong-code':
      return '绑定码不对，或已用过、已过期（7 天）。请向统筹员要一个新的，再回复：绑定 十位数字';
    case 'too-many-tries':
      return `试错次数太多了，请在 ${civilOf(refusal.againAtMs, zone).slice(11)} 之后再试，或向统筹员要新的绑定码。`;
    case 'not-allowed':
    case 'above-you':
    case 'step-up':
    case 'not-found':
      return coordinatorsOnly();
  }
}

export const bindHow = (): string => '绑定要带上十位数字，比如：绑定 4829130756。没有绑定码请向统筹员要。';
export const bindInPrivate = (): string => '绑定请到私聊里说，别在群里发绑定码。这个码如果已经发出，请向统筹员换一个。';
export const stranger = (): string =>
  '你好，我是小约。我还不认识你：请向统筹员要一个十位的绑定码，然后在私聊里回复：绑定 4829130756（换成你的码）。';
export const strangerInGroup = (): string => '我还不认识你，请先私聊我：绑定 十位数字。';

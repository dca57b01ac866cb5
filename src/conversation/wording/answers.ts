import type { QuestionRefusal } from '../../questions/domain/asked-question';

/* The organisation's own questions and answers, and what is passed on to the coordinators. */

export const answerOf = (answer: string): string => answer;
export const whichQuestion = (): string => '你想问的是哪一个？';
export const maybeQuestion = (): string => '你是想问这个吗？';
export const knownQuestions = (count: number): string => `大家常问的 ${String(count)} 个：`;
export const knownQuestionsNext = (): string => '回复数字看答复；别的问题直接问，听不懂的我可以转给统筹员。';
export const noKnownQuestions = (): string =>
  '还没有整理常见问题。\n有问题直接问；听不懂的可以说：转给统筹员 加你的问题';
export const noSuchQuestion = (): string => '这个问题已经不在清单里了。\n回复 常见问题 看现在有的。';

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Behind what was not understood. */
export const offerToPassOn = (text: string): string => `${text}\n要不要把这句话转给统筹员？回复 是 就转。`;
export const passOnHow = (): string => '想转什么话？直接说，比如：沙龙有没有停车的地方';
export const passedOn = (number: number, text: string): string =>
  `✓ 已把「${shortened(text)}」转给统筹员（第 ${String(number)} 号提问），有答复我马上告诉你。\n急事请直接打电话找统筹员。`;
export const yourselfCoordinator = (): string =>
  '你就是统筹员，这里没有别人可以转。\n要写进常见问题请到 设置 → 常见问题。';

/** To each coordinator. `【提问 3】` is what a quoted reply is known by. */
export const noticeAsked = (number: number, name: string, text: string): string =>
  `【提问 ${String(number)}】${name}问：\n${text}\n引用这条直接答复，或说：回复 ${String(number)} 加答复（会由我转给${name}）`;
export const noticeAnswered = (text: string, answer: string): string =>
  `统筹员答复你的「${shortened(text)}」：\n${answer}\n还有问题直接说。`;
/** The number of the question that a quoted message asks. */
export const QUOTED_QUESTION = /【提问 (\d{1,6})】/u;

export const replyHow = (): string => '答复哪一号？比如：回复 3 可以带孩子来';
export const replied = (number: number, name: string, answer: string): string =>
  `✓ 第 ${String(number)} 号已答复${name}：\n${answer}`;
export const keepToo = (): string => '要把这一问一答加进常见问题吗？回复 是 就加；不用就不管。';
export const kept = (question: string): string =>
  `✓ 已加进常见问题：「${question}」。以后有人这样问我就直接答。\n改写法和答复：设置 → 常见问题。`;

export function questionRefusal(refusal: QuestionRefusal): string {
  switch (refusal.rule) {
    case 'not-allowed':
      return '这件事只有统筹员能办，什么都没有做。\n回复 帮助 看你能办的事。';
    case 'not-found':
      return '没有这一号提问，什么都没有发。\n提问都在 设置 → 常见问题 里。';
    case 'nobody-to-ask':
      return '现在没有统筹员可以转，没有转。请直接打电话联系。';
    case 'empty':
      return replyHow();
    case 'too-long':
      return `最多 ${String(refusal.most)} 字，没有发出去。请说短一点。`;
    case 'too-many':
      return `你已经有 ${String(refusal.most)} 个提问在等答复，这一句没有转。急事请直接打电话。`;
    case 'answered-already':
      return `这一号${refusal.by === null ? '' : refusal.by}已经答复过，没有再发。\n要补充请直接联系对方，或用 通知。`;
    case 'not-answered':
      return '先答复，再加进常见问题。';
    case 'list-full':
      return '常见问题放不下了或内容不合格式，没有加进去。请到 设置 → 常见问题 整理。';
    case 'changed-meanwhile':
      return '常见问题刚被别人改过，没有加进去。请再说一次。';
  }
}

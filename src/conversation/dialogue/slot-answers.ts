import { readAnswer } from '../grammar/readings/answers';
import { COMMAND, type Reading } from '../grammar/reading';
import { isExactCommand } from '../grammar/parse';
import type { Question, Step, WantedSlot } from './dialogue';
import { read, type MessageContext } from './message-context';
import { stepOf } from './plan';

type Into = NonNullable<Question['into']>;

/** What the message says as the missing part of an act: the act with it, or null when it is something else. */
export function completed(
  text: string,
  readings: readonly Reading[],
  into: Into,
  standing: MessageContext,
): Step | null {
  const { step, slot } = into;
  // what is to be passed on is a question more often than not
  if (isQuestion(text) && step.act !== 'ask-coordinator') return null;
  // 是 is no reason and no notice
  if (slot === 'note')
    return isExactCommand(text) || readAnswer(text, 0).kind !== 'other' ? null : withSlots(step, { note: text.trim() });
  if (slot === 'doing') return forSomebody(text, step, standing);
  const [own] = readings;
  // an act of its own is no answer, unless it is just this act
  if (readings.length > 1 || !own || (own.act !== 'none' && own.act !== step.act)) return null;
  // 报名 2 3人 beside the question about another session is about that one
  if (own.act === step.act && step.chosen !== undefined && namesAnother(own, slot)) return null;
  const found = asParticulars(text, step, slot, standing);
  if (found)
    return { ...withSlots(step, found.slots), ...(found.minutes === undefined ? {} : { minutes: found.minutes }) };
  if (slot !== 'person') return null;
  const name = text.replace(/\s+/gu, '');
  return /^[\p{Script=Han}·]{2,5}$/u.test(name) ? withSlots(step, { person: own.slots.person ?? name }) : null;
}

const namesAnother = ({ slots }: Reading, wanted: WantedSlot): boolean =>
  (['numbers', 'when', 'every', 'dayPart', 'programme', 'post'] as const).some(
    (slot) => slot !== wanted && slots[slot] !== undefined,
  );

/** 代谁、做什么？ answered by 陈静 认领 3, and by 认领 3 where she was named. */
function forSomebody(text: string, { slots }: Step, standing: MessageContext): Step | null {
  for (const said of [`代 ${text}`, ...(slots.person === undefined ? [] : [`代 ${slots.person} ${text}`])]) {
    const [reading, ...more] = read(said, standing);
    if (reading?.act === 'act-for' && reading.ask === null && more.length === 0) {
      const known = slots.person ?? reading.slots.person;
      if (reading.doing !== undefined || known !== slots.person) return stepOf(reading);
    }
  }
  return null;
}

/** What people say before the figures, the day or the number that was asked for. */
const BEFORE =
  /^(?:是|还是|就|那就?|我要|[我咱]们?家?|从|一共|总共|共|今天|这次|来了|到了|有|填|写|给)+(?=[\d一二两三四五六七八九十]|[本上下这]|[明后今]|周)/u;

/** 两个大人, 三个: all who come, where it was asked how many do. */
const HEADS = /^([\d一二两三四五六七八九十]{1,3})个(?:大人)?[。!！~]*$/u;

/** Said as if the act had been said before it, in the words as typed or without what people say before them. */
function asParticulars(
  text: string,
  { act }: Step,
  slot: Exclude<WantedSlot, 'doing'>,
  standing: MessageContext,
): Reading | null {
  const plain = text.trim();
  const bare = plain.replace(BEFORE, '');
  const month = (act === 'draft' || act === 'publish') && /^\d{1,2}$/u.test(bare) ? [`${bare}月`] : [];
  const heads = slot === 'party' ? HEADS.exec(bare)?.[1] : undefined;
  const party = heads === undefined ? [] : [`${heads}个人`];
  for (const said of [...month, ...party, plain, bare, `提前${bare}`]) {
    if (said.startsWith('提前') && act !== 'remind-me') continue;
    const [reading, ...more] = read(`${COMMAND[act]} ${said}`, standing);
    if (reading?.act === act && reading.ask === null && more.length === 0 && holds(reading, slot)) return reading;
  }
  return null;
}

function holds({ slots, minutes }: Reading, slot: Exclude<WantedSlot, 'doing'>): boolean {
  if (slots.but !== undefined || (slots.note !== undefined && slot !== 'score' && slot !== 'minutes')) return false;
  if (slot !== 'minutes') return slots[slot] !== undefined;
  return minutes !== undefined || slots.when !== undefined || slots.numbers !== undefined;
}

const withSlots = (step: Step, slots: Step['slots']): Step => ({ ...step, slots: { ...step.slots, ...slots } });

const isQuestion = (text: string): boolean => /[?？]\s*$|[吗么]\s*$/u.test(text);

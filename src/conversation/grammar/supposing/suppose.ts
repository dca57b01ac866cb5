import type { Evidence } from '../evidence/evidence';
import { COMMAND, LOOKS, WRITES, plainly } from '../guards/guard';
import { guarded } from '../guards/guarded';
import { unknownIn } from '../guards/unread';
import type { Act, Reading } from '../reading';
import { likelyActs, type Likely } from './score';

/** An act that is less likely is not asked about: below this more is asked in vain than is gained. */
const ASKED = 0.4;
/** A second act beside the first. */
const BESIDE = 0.12;
/** A look that is as likely is taken without a question: it changes nothing, and its answer says what was looked at. */
const TAKEN = 0.6;
const TAKES_LOOKS: ReadonlySet<Act> = new Set<Act>([...LOOKS, 'help', 'calendar']);
/** Answers to a question that stood open; without one they are about nothing. */
const ANSWERS: ReadonlySet<Act> = new Set<Act>(['agree', 'refuse']);
/** What is left of a skeleton without its particulars. */
const PARTICULARS = /[A-Z,。!?~;…、.:\s]+/g;
const FEWEST_WORDS = 2;
/** No day has a longer name. */
const LONGEST_DAY = 6;
/** 不生成年报 may mean the report is not wanted: what says no to anything is asked, even about a look. */
const DENIES = /[不别没莫未]|甭/;

/** 我10号是晚班吧, 接了几个: what asks wants to be told something, and is offered nothing that would be done. */
const ASKS = /谁|几[个点号]|哪|多少|怎么|(?<!没)什么|(?:吧|吗|不|没)[啊呀呢]*[,。!?~]*$|\?$/;
/** 能帮我退了吗 asks for something to be done. */
const ASKS_FOR = /帮|给我|麻烦|请|能|可以|可不可|行[不吗]|好[不吗]|要|想/;

/** Reads a sentence of the grammar's own making. */
type Again = (sentence: string) => readonly Reading[];

/**
 * What was most likely meant by what no form reads: as a question with at most two acts, each as a sentence that leaves no doubt; a
 * look that is nearly certain as it is. null where nothing is likely, or where a guard would object: nothing is asked about what
 * somebody else said, or about what is over.
 */
export function supposed(evidence: Evidence, again: Again): Reading | null {
  if (evidence.skeleton.replace(PARTICULARS, '').length < FEWEST_WORDS) return null;
  if (evidence.clauses.some(({ role }) => role === 'quote')) return null;
  const likely = likelyActs(evidence.skeleton).slice(0, 3);
  const [first] = likely;
  if (!first || first.act === 'none' || ANSWERS.has(first.act) || first.p < ASKED) return null;
  const meant = likely
    .filter(({ act, p }, i) => act !== 'none' && !ANSWERS.has(act) && (i === 0 || p >= BESIDE))
    .slice(0, 2)
    .flatMap((each) => meantBy(each, evidence, again) ?? []);
  const [best, next] = meant;
  if (!best || best.act !== first.act) return null;
  if (asksToKnow(evidence) && WRITES.has(best.act)) return null;
  const [past] = guarded([best.reading], () => evidence);
  if (!past || past.act === 'none') return null;
  if (past.ask) return past.held?.by === 'other-subject' ? past : null;
  const plain =
    best.whole && nobodyNamed(evidence) && !DENIES.test(evidence.skeleton) && !leavesBehind(past.act, evidence);
  if (TAKES_LOOKS.has(past.act) && first.p >= TAKEN && plain) return past;
  const options = [best, ...(next ? [next] : [])]
    .filter(({ act }) => !(asksToKnow(evidence) && WRITES.has(act)))
    .map(({ sentence }) => sentence);
  return { ...past, ask: { about: 'act', options } };
}

const asksToKnow = ({ text }: Evidence): boolean => ASKS.test(text) && !ASKS_FOR.test(text);

/** 空班 小雪: behind the command of a look stands a word that was not read, and may be a day. */
function leavesBehind(act: Act, { skeleton }: Evidence): boolean {
  const [, behind = ''] = skeleton.split(COMMAND[act], 2);
  return skeleton.startsWith(COMMAND[act]) && behind.length <= LONGEST_DAY && unknownIn(behind) !== '';
}

const nobodyNamed = ({ entities }: Evidence): boolean => entities.every(({ entity }) => entity.kind !== 'P');

interface Meant {
  readonly act: Act;
  readonly sentence: string;
  readonly reading: Reading;
  /** No day and nothing else that was said is left out. */
  readonly whole: boolean;
}

/** The act in the fewest words that the grammar reads without a doubt, with as many of the particulars as it takes. */
function meantBy({ act }: Likely, evidence: Evidence, again: Again): Meant | null {
  for (const sentence of sentencesOf(act, evidence)) {
    const [reading, ...more] = again(sentence);
    if (reading?.act === act && reading.ask === null && more.length === 0)
      return { act, sentence, reading, whole: sentence === plainly(act, evidence) };
  }
  return null;
}

function sentencesOf(act: Act, evidence: Evidence): string[] {
  const named = evidence.entities.flatMap(({ entity }) => (entity.kind === 'P' ? [entity.name] : []));
  const [name] = named;
  if (act === 'act-for') return name === undefined ? [] : sentencesFor(name, evidence);
  const plain = plainly(act, evidence);
  const ofNamed =
    name === undefined ? [] : act === 'give' ? [`${plain} 给${name}`] : act === 'fill' ? [`${plain} ${name}`] : [];
  // without particulars they are all the same, and read once
  return [...new Set([...ofNamed, plain, plainly(act, evidence, (kind) => kind === 'T'), COMMAND[act]])];
}

/** Whatever is likeliest of what one does for oneself, done for somebody else. */
function sentencesFor(name: string, evidence: Evidence): string[] {
  const doing = likelyActs(evidence.skeleton).find(({ act }) => WRITES.has(act) && act !== 'act-for');
  return doing ? [plainly(doing.act, evidence).replace(/^\S+/, (command) => `代 ${name} ${command}`)] : [];
}

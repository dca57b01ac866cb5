import { understandAt } from '../../src/conversation/grammar/parse';
import type { WallContext } from '../../src/conversation/grammar/reading';
import { daysOffOf } from '../../src/programmes/holidays';
import { corpus, type Part, type Utterance } from '../language/corpus';
import { mutations } from '../language/fuzzing';
import { isPlain, judge, OUTCOMES, type Outcome } from '../language/judging';
import { agrees, chrono, recognizersText, type DateLibrary } from './date-libraries';
import type { Report } from './report';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);

const context = ({ now, numbered, coordinates, people }: Utterance): WallContext => ({
  wall: now,
  holidays: daysOffOf,
  ...(numbered === undefined ? {} : { numbered }),
  ...(coordinates ? { coordinates } : {}),
  ...(people ? { vocabulary: { people } } : {}),
});

/**
 * How much the grammar understands of what it was made with and of what was written after it was frozen, beside two libraries on the
 * phrases that are a time and nothing else; and how fast it reads on one core. BENCH_SECONDS (3) is how long each speed is measured,
 * FUZZ_UTTERANCES (0) how many mutated messages are read besides.
 */
export function run(report: Report): Promise<void> {
  process.env.TZ = 'Asia/Shanghai'; // the libraries ask the machine for its zone, the grammar does not
  for (const part of ['corpus', 'regression'] as const) understanding(report, part);
  for (const part of ['corpus', 'regression'] as const) datePhrases(report, part);
  speed(report);
  const messages = Number(process.env.FUZZ_UTTERANCES ?? 0);
  if (messages > 0) fuzz(report, messages);
  return Promise.resolve();
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

function understanding(report: Report, part: Part): void {
  for (const [name, utterances] of part === 'corpus'
    ? [['all', corpus(part).flatMap(([, said]) => said)] as const]
    : corpus(part)) {
    const title = part === 'corpus' ? part : `${part}: ${name}`;
    const outcomes = utterances.map((said) => judge(said, understandAt(said.text, context(said))));
    const plain = utterances.flatMap((said, i) => (isPlain(said) ? [outcomes[i]] : []));
    for (const outcome of OUTCOMES) {
      const count = outcomes.filter((found) => found === outcome).length;
      report.measured({
        case: `${title}: ${outcome}`,
        value: count,
        unit: 'utterances',
        reference: 'of',
        referenceValue: utterances.length,
      });
    }
    const right = percent(plain.filter((outcome) => outcome === 'right').length, plain.length);
    report.measured({
      case: `${title}: right without a question`,
      value: right,
      unit: '%',
      reference: 'aim',
      referenceValue: 97,
    });
  }
}

/** What is a time, a list of times or a recurrence and nothing else, said at an instant that all three can be given. */
function phrasesOf(part: Part): Utterance[] {
  return corpus(part).flatMap(([, utterances]) =>
    utterances.filter(({ readings: [only, ...more] }) => {
      if (!only || more.length > 0 || only.act !== 'none') return false;
      return only.ask === 'when' || only.slots.when !== undefined || only.slots.every !== undefined;
    }),
  );
}

function byLibrary(library: DateLibrary, said: Utterance): Outcome {
  const right = said.readings[0];
  const found = library.find(said.text, said.now);
  if (found.length === 0) return right?.ask === undefined ? 'not understood' : 'right';
  if (right?.ask !== undefined) return 'silently wrong'; // it has to be asked, and they have no way to ask
  if (right?.slots.every !== undefined) return found.some((time) => time === null) ? 'right' : 'silently wrong';
  const when = right?.slots.when ?? [];
  const all = when.length === found.length && when.every((stretch, i) => agrees(stretch, found[i] ?? null));
  return all ? 'right' : 'silently wrong';
}

function datePhrases(report: Report, part: Part): void {
  const phrases = phrasesOf(part);
  const own = phrases.map((said) => judge(said, understandAt(said.text, context(said))));
  for (const library of [chrono, recognizersText]) {
    const theirs = phrases.map((said) => byLibrary(library, said));
    for (const outcome of OUTCOMES) {
      const count = (list: readonly Outcome[]): number => list.filter((each) => each === outcome).length;
      report.measured({
        case: `${part}, ${String(phrases.length)} date phrases: ${outcome}`,
        value: count(own),
        unit: 'phrases',
        reference: library.name,
        referenceValue: count(theirs),
      });
    }
  }
}

/** Utterances a second, reading round and round for a while. */
function rate(read: (i: number) => unknown): number {
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < SECONDS * 1000) for (let i = 0; i < 500; i++) read(done++);
  return (done / (performance.now() - begun)) * 1000;
}

function speed(report: Report): void {
  const said = corpus().flatMap(([, utterances]) => utterances);
  const contexts = said.map(context);
  const at = (i: number): number => i % said.length;
  const own = rate((i) => understandAt(said[at(i)]?.text ?? '', contexts[at(i)] ?? { wall: '2026-11-24T10:00' }));
  for (const library of [chrono, recognizersText]) {
    const theirs = rate((i) => library.find(said[at(i)]?.text ?? '', said[at(i)]?.now ?? ''));
    report.measured({
      case: 'corpus, one core',
      value: own,
      unit: '/s',
      reference: library.name,
      referenceValue: theirs,
    });
  }
  const strange = mutations(
    20261124,
    said.map(({ text }) => text),
  );
  const texts = Array.from({ length: 200_000 }, () => strange.next().value);
  const fresh = rate((i) => understandAt(texts[i % texts.length] ?? '', { wall: '2026-11-24T10:00' }));
  report.measured({
    case: 'mutated utterances, one core',
    value: fresh,
    unit: '/s',
    reference: 'aim',
    referenceValue: 20_000,
  });
}

/** Reads many mutated messages and takes down what is left on the heap; each must be read without a failure. */
function fuzz(report: Report, messages: number): void {
  const texts = mutations(
    7,
    corpus().flatMap(([, utterances]) => utterances.map(({ text }) => text)),
  );
  const heap = (): number => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  for (let i = 0; i < messages / 10; i++) understandAt(texts.next().value, { wall: '2026-11-24T10:00' });
  const before = heap();
  for (let i = 0; i < messages; i++) {
    understandAt(texts.next().value, { wall: '2026-11-24T10:00' });
    if (i % 100_000 === 0) report.say(`${String(i)} messages, ${heap().toFixed(0)} MB`);
  }
  report.measured({
    case: `heap after ${String(messages)} mutated messages`,
    value: heap(),
    unit: 'MB',
    reference: 'after a tenth',
    referenceValue: before,
  });
}

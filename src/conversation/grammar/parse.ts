import { civilOf } from '../../kernel/civil-time';
import { besideANote } from './text/beside-a-note';
import { chainText } from './text/chain-list';
import { clausesOf } from './clauses/clause';
import { isCommandForm } from './clauses/commands';
import { crisisIn, crisisOf } from './crisis/hear-crisis';
import type { Evidence, SaidEntity } from './evidence/evidence';
import { evidenceOf } from './evidence/gather';
import { guarded } from './guards/guarded';
import { inPlainWords } from './text/dialect';
import { normalise, withoutEnding, type Normal } from './text/normalise';
import { areaIn, COUNTS_AN_AREA } from './readings/areas';
import { withManner } from './readings/manner';
import { peopleArranged } from './readings/arranging-people';
import { arrangement } from './readings/arranging';
import { joined } from './readings/joined';
import { lateness } from './readings/late';
import { partOfShift } from './readings/part-of-shift';
import { noted } from './readings/notes';

import { COMMAND, type Act, type Context, type Reading, type Slots, type WallContext } from './reading';
import { ownWords } from './text/quoted-reply';
import { SkeletonReader } from './entities/skeleton';
import { Utterance } from './readings/utterance';
import { supposed } from './supposing/suppose';

/** Beyond this nobody types to a rota; only notes and 接龙 lists may be longer. */
const LONGEST_UTTERANCE = 400;
const LONGEST_SCANNED = 20_000;

const reading = (act: Act): Reading => ({ act, slots: {}, ask: null });

/**
 * What an utterance asks for, in the order in which it was said; one reading `none` when it asks for nothing that is understood.
 * Never throws, whatever the text; a reading with an `ask` must not be acted upon before the answer.
 *
 * A bare number is `claim` when a numbered list is open and `none` otherwise, with the numbers either way: the conversation, which
 * knows what was listed, decides. 是, 好, 算了 and the like are best read with `readAnswer` while a question is open.
 */
export function understandAt(text: string, context: WallContext): Reading[] {
  const { readings, suppose } = heardIn(text, context);
  const supposition = suppose();
  return supposition ? [supposition] : readings;
}

/** What the one reading of a text found. */
export interface HeardText {
  readonly readings: Reading[];
  /** What was most likely meant by a text that says nothing: a question, or a look; null where nothing is likely. */
  readonly suppose: () => Reading | null;
  /** The days, shifts, sessions and people that it names, in its own words, whatever it asks for. */
  readonly facts: () => readonly SaidEntity[];
}

function heardIn(typedText: string, context: WallContext): HeardText {
  const own = ownWords(typedText);
  // What is quoted asks for nothing; a danger to life is heard in it all the same.
  return own === typedText || crisisIn(typedText) ? heardInOwn(typedText, context) : heardInOwn(own, context);
}

function heardInOwn(typedText: string, context: WallContext): HeardText {
  const text = typedText.includes('@') ? typedText.replace(/^\s*@\S{1,20}[\s\u2005]+/u, '') : typedText;
  return ofNote(text, context) ?? ofArea(text, context) ?? heardInArea(text, context);
}

/** 登记来电5,交接 一位明早回访: the note is read apart from what was asked for beside it, where both say something. */
function ofNote(text: string, context: WallContext): HeardText | null {
  const apart = text.length <= LONGEST_UTTERANCE && !crisisIn(text) ? besideANote(text) : null;
  const heard = apart?.map((each) => heardInOwn(each, context)) ?? [];
  if (heard.length === 0 || heard.some(({ readings }) => saysNothing(readings))) return null;
  return {
    readings: heard.flatMap(({ readings }) => readings),
    suppose: () => null,
    facts: () => heard.flatMap(({ facts }) => facts()),
  };
}

/** 统计 10月 含县区: read without the area, which is then its own part of what is wanted. */
function ofArea(text: string, context: WallContext): HeardText | null {
  const said = areaIn(text);
  const heard = said && heardInArea(said.rest, context);
  if (!heard || !heard.readings.every(({ act }) => COUNTS_AN_AREA.has(act))) return null;
  const readings = heard.readings.map((one) => ({ ...one, slots: { ...one.slots, area: said.area } }));
  return { ...heard, readings };
}

function heardInArea(text: string, context: WallContext): HeardText {
  const { readings: found, evidence } = requestsIn(text, context);
  const readings = withManner(text, guarded(found, evidence));
  const again = (sentence: string): Reading[] => heardInOwn(sentence, context).readings;
  return {
    readings,
    suppose: () => (saysNothing(readings) ? supposed(evidence(), again) : null),
    facts: () => evidence().entities,
  };
}

/** Nothing is asked for, and neither a courtesy nor a guard says why. */
function saysNothing([only, ...more]: readonly Reading[]): boolean {
  if (only?.act !== 'none' || more.length > 0) return false;
  return only.ask === null && only.held === undefined && only.courtesy === undefined && only.bare === undefined;
}

/** What the one reading of a text finds besides its requests. */
export const evidenceAt = (text: string, context: WallContext): Evidence => requestsIn(text, context).evidence();

/** What is asked for, and what else the one reading of the text has found, made when somebody looks at it. */
interface Requests {
  readonly readings: Reading[];
  readonly evidence: () => Evidence;
}

/** The same without the guards and the manner in which it was said, for the whole and for its pieces. */
function requestsIn(text: string, context: WallContext): Requests {
  const heard = normalise(text.length > LONGEST_SCANNED ? text.slice(0, LONGEST_SCANNED) : text);
  const normal = inPlainWords(heard);
  const whole = (only: Reading): Requests => ({ readings: [only], evidence: () => evidenceOfWhole(normal, context) });
  const chain = chainText(text);
  const crisis = crisisOf(heard, normal, chain !== null);
  if (crisis) return whole({ ...reading('crisis'), crisis });
  if (chain !== null) return whole({ ...reading('chain-list'), slots: { note: chain } });
  const note = noted(normal);
  if (note) return whole(note);
  if (normal.text === '' || normal.text.length > LONGEST_UTTERANCE) return whole(reading('none'));
  const late = lateness(withoutEnding(normal), context);
  if (late) return whole(late);
  const part = partOfShift(withoutEnding(normal), context);
  if (part) return whole(part);
  const arranged = arrangement(withoutEnding(normal), context);
  if (arranged) return whole(arranged);
  const people = peopleArranged(withoutEnding(normal), context);
  if (people) return { readings: people, evidence: () => evidenceOfWhole(normal, context) };
  const utterance = new Utterance(withoutEnding(normal), context, (again) => requestsIn(again, context).readings);
  return { readings: joined(utterance.readings()), evidence: () => utterance.evidence() };
}

/** The evidence in a text that was read without being taken apart. */
function evidenceOfWhole(normal: Normal, { wall, vocabulary }: WallContext): Evidence {
  const skeleton = new SkeletonReader(normal, Number(wall.slice(0, 4)), vocabulary).read();
  return evidenceOf({ normal, skeleton, clauses: clausesOf(skeleton), pieces: [], looked: null, wall });
}

const onWall = ({ now, zone, ...rest }: Context): WallContext => ({ ...rest, wall: civilOf(now, zone) });

/** What a text says to a person in a zone at an instant; what is only supposed is not among its readings. */
export const hear = (text: string, context: Context): HeardText => heardIn(text, onWall(context));

/**
 * What `words` say about a shift, a session or a month, read as the particulars of `act` though nobody has said the act.
 * `certain`: they are that and nothing else, and leave nothing to be asked.
 */
export function particularsOf(act: Act, words: string, context: Context): { slots: Slots; certain: boolean } {
  const [first, ...more] = hear(`${COMMAND[act]} ${words}`, context).readings;
  return {
    slots: first?.slots ?? {},
    certain: first?.act === act && first.ask === null && more.length === 0,
  };
}

/** True when the whole text is a command with its particulars and no sentence: what is answered in a group without a mention. */
export function isExactCommand(text: string): boolean {
  const normal = normalise(text.slice(0, LONGEST_UTTERANCE + 1));
  if (normal.text === '' || normal.text.length > LONGEST_UTTERANCE) return false;
  return isCommandForm(new SkeletonReader(normal, 2026, undefined).read().text.replace(/[。!~.?]+$/, ''));
}

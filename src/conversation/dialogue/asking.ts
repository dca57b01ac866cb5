import type { ListEntry, ListEntryKind, Facet, Listing, Step, WantedSlot } from './dialogue';
import { match } from './matching';
import { isSpecific, resolve, type Referent, type Resolution } from './resolve';
import { withChosen, onBehalf, reply, replyPrivately, type CommandAnswer, type Turn } from './turn';
import * as say from '../wording/questions';

/** How many lines a numbered list shows; with heading and last line that makes a message of twelve. */
export const LIST_MAX = 9;

export interface Matter<T extends Referent> {
  /** What is to be done, as people call it: 认领, 退班. */
  readonly verb: string;
  /** What it is done to: 空班, 班, 活动. */
  readonly noun: string;
  readonly referents: readonly T[];
  /** What was said about this matter, when that is not all that was said. */
  readonly reading?: Step;
  readonly kinds?: readonly ListEntryKind[];
  /** The list to show when a number points nowhere or nothing fits. */
  readonly fresh: () => Promise<CommandAnswer>;
  /** Whether it concerns the person alone. */
  readonly personal: boolean;
  /** Not done without a yes when the person did not say which one. */
  readonly careful?: boolean;
  readonly one: (item: T, turn: Turn) => Promise<CommandAnswer>;
}

/** Finds what was meant and does it; asks when there is a doubt, lists back when it is more than one thing. */
export async function settle<T extends Referent>(turn: Turn, matter: Matter<T>): Promise<CommandAnswer> {
  const reading = matter.reading ?? turn.step;
  const found = resolve(reading, turn.listing, matter.referents, turn.scope.zone, matter.kinds);
  if (found.kind !== 'settled') return ask(turn, matter, found);
  const tentative =
    turn.step.tentative === true || (matter.careful === true && turn.step.sure !== true && !isSpecific(reading));
  const [first] = found.items;
  if (first && found.items.length === 1 && !tentative) return matter.one(first, turn);
  return confirmTogether(turn, matter, found.items);
}

/** Says what is missing and waits for it: what is said next is read as that part of the act. */
export function wanting(turn: Turn, text: string, slot: WantedSlot): CommandAnswer {
  // What a coordinator says for somebody else is said again as a whole, so that it is never taken for her own.
  if (onBehalf(turn) !== undefined) return replyPrivately(text);
  return replyPrivately(text, { question: { options: [], into: { step: turn.step, slot } } });
}

function facetOf({ start, end, startCivil, endCivil, ...more }: Referent): Facet {
  const { dayPartName, programmeKey, programmeName, setting, postKey, postName } = more;
  return { start, end, startCivil, endCivil, dayPartName, programmeKey, programmeName, setting, postKey, postName };
}

function confirmTogether<T extends Referent>(turn: Turn, matter: Matter<T>, items: readonly T[]): CommandAnswer {
  const yes = items.map((item) => settled(turn.step, item.entry));
  const lines = items.map((item) => `${matter.verb} ${item.line}`);
  return reply(say.confirmFirst(lines), { personal: matter.personal, question: { options: [], yes } });
}

function settled(step: Step, entry: ListEntry): Step {
  const others = (step.chosen ?? []).filter((other) => other.kind !== entry.kind);
  return withChosen(step, [...others, entry], { sure: true, tentative: false });
}

async function ask<T extends Referent>(
  turn: Turn,
  matter: Matter<T>,
  found: Exclude<Resolution<T>, { kind: 'settled' }>,
): Promise<CommandAnswer> {
  switch (found.kind) {
    case 'several':
      return choice(turn, matter, found.items, say.which(matter.verb, matter.noun, found.items.length));
    case 'maybe':
      return choice(turn, matter, found.items, say.closeTo(matter.verb));
    case 'none':
      return preceded(
        isSpecific(matter.reading ?? turn.step) ? say.noneFits(matter.noun) : say.noneAtAll(matter.noun),
        await matter.fresh(),
      );
    case 'number':
      return preceded(say.numberProblem(found.problem, found.number, found.count), await matter.fresh());
  }
}

function choice<T extends Referent>(
  turn: Turn,
  matter: Matter<T>,
  items: readonly T[],
  heading: string,
): CommandAnswer {
  const shown = items.slice(0, LIST_MAX);
  const options = shown.map((item) => settled(turn.step, item.entry));
  const only = options.length === 1 ? options : undefined;
  return reply(
    say.choose(
      heading,
      shown.map((item) => item.line),
      items.length - shown.length,
    ),
    {
      personal: matter.personal,
      question: { options, yes: only, all: true, facets: shown.map(facetOf), lines: shown.map((item) => item.line) },
    },
  );
}

/** A list that is numbered, remembered, and answered by what its last line offers. */
export function listed(
  heading: string,
  items: readonly { readonly entry: ListEntry; readonly line: string }[],
  act: Listing['act'],
  last: string,
  more: Omit<CommandAnswer, 'replies' | 'listing'> = {},
): CommandAnswer {
  const shown = items.slice(0, LIST_MAX);
  return reply(
    say.list(
      heading,
      shown.map((item) => item.line),
      items.length - shown.length,
      last,
    ),
    {
      ...more,
      listing: { act, entries: shown.map((item) => item.entry) },
    },
  );
}

/** The numbered list of those referents that fit what was said, or what is said when none does. */
export function listFitting<T extends Referent>(
  turn: Turn,
  referents: readonly T[],
  words: {
    readonly none: (timeSaid: boolean) => CommandAnswer;
    readonly heading: (count: number) => string;
    readonly act: Listing['act'];
    readonly last: string;
    readonly personal?: boolean;
  },
): CommandAnswer {
  const { slots } = turn.step;
  const found = match(referents, slots, turn.scope.zone).exact;
  if (found.length === 0) return words.none(slots.when !== undefined);
  return listed(words.heading(found.length), found, words.act, words.last, words.personal ? { personal: true } : {});
}

/** The turn as if nothing had been said about which one. */
export const unspecified = (turn: Turn): Turn => ({ ...turn, step: { ...turn.step, slots: {} } });

/** `outcome` with a sentence in front of its first text. */
export function preceded(sentence: string, outcome: CommandAnswer): CommandAnswer {
  const [first, ...rest] = outcome.replies;
  if (first && 'text' in first) {
    return { ...outcome, replies: [...reply(`${sentence}\n${first.text}`).replies, ...rest] };
  }
  return { ...outcome, replies: [...reply(sentence).replies, ...outcome.replies] };
}

/** `outcome` with a few lines behind it, in a message of their own. */
export function followed(outcome: CommandAnswer, text: string): CommandAnswer {
  return { ...outcome, replies: [...outcome.replies, ...reply(text).replies] };
}

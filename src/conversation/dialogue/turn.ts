import type { CivilDate, ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { Reply } from '../../messaging/channel';
import type { ActContext, OrgScope, Role } from '../../acts/domain/act-context';
import type { ListEntry, KnownListing, Listing, Question, Step } from './dialogue';
import { fitting } from '../wording/lines';
import type { Act } from '../grammar/reading';

/** Who speaks, once her account is bound. */
export interface Speaker {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: OrgScope;
}

/** Where a clock is shown to somebody whose organisation is not known. */
export const HOME_ZONE: ZoneName = 'Asia/Shanghai';

/** One act to be carried out, with everything that a command may know about it. */
export interface Turn {
  readonly speaker: Speaker;
  readonly scope: OrgScope;
  readonly now: Instant;
  /** The date on the speaker's wall. */
  readonly today: CivilDate;
  readonly step: Step;
  /** What was said, as it was said. */
  readonly text: string;
  /** Whom it concerns: the speaker herself, unless a coordinator acts for somebody. */
  readonly about: { readonly personId: string; readonly name: string };
  /** What the numbers in `step` refer to. */
  readonly listing: KnownListing;
  readonly inGroup: boolean;
  readonly channel: string;
  /** The context of the next act; each call has a key of its own that is the same when the message comes again. */
  act(): ActContext;
}

/** What a command answers, and what it leaves open. */
export interface CommandAnswer {
  readonly replies: readonly Reply[];
  /** In a group this goes to the private chat, with one short line to the group. */
  readonly personal?: boolean;
  /** Contains something that is kept nowhere. */
  readonly secret?: boolean;
  readonly listing?: Listing;
  readonly question?: Omit<Question, 'askedMs'>;
}

/**
 * Whom a command answers: `serving` leaves out families, who take part and see nothing of who is on duty; `counting` are coordinators
 * and leaders, who answer for the counts.
 */
export type Audience = 'everybody' | 'serving' | 'counting' | 'coordinators';

/** One act of the conversation: gathers what it needs, performs one use case, says what became of it. */
export interface Command {
  readonly act: Act;
  readonly audience: Audience;
  run(turn: Turn): Promise<CommandAnswer>;
}

export function reply(text: string, more: Omit<CommandAnswer, 'replies'> = {}): CommandAnswer {
  return { replies: [{ text: fitting(text) }], ...more };
}

/** As `said`, for what concerns the person alone. */
export function replyPrivately(text: string, more: Omit<CommandAnswer, 'replies' | 'personal'> = {}): CommandAnswer {
  return reply(text, { ...more, personal: true });
}

/** As `said`, and then waits for the answer. */
export const withQuestion = (text: string, question: NonNullable<CommandAnswer['question']>): CommandAnswer =>
  reply(text, { question });

/** How a step says that its preview was shown and a yes was said to it. */
export const SHOWN = 'shown';

/** The step again with what has been settled meanwhile. */
export function withChosen(step: Step, entry: ListEntry | readonly ListEntry[], more: Partial<Step> = {}): Step {
  const entries = Array.isArray(entry) ? (entry as readonly ListEntry[]) : [entry as ListEntry];
  return { ...step, ...more, chosen: entries };
}

/** True for somebody who comes to sessions and serves nowhere: a parent, not a volunteer. */
export const onlyComes = (roles: readonly Role[] = []): boolean =>
  roles.length > 0 && roles.every((role) => role === 'participant');

/** The other person's id when somebody acts for another. */
export const onBehalf = (turn: Turn): string | undefined =>
  turn.about.personId === turn.speaker.personId ? undefined : turn.about.personId;

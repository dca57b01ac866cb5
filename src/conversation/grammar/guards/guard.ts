import type { Evidence } from '../evidence/evidence';
import type { GuardName } from './names';
import { COMMAND, type Act, type Ask, type Reading } from '../reading';

/** A rule that an act passes before it is one. Pure: it goes by the reading and by the evidence, and by nothing else. */
export interface Guard {
  readonly name: GuardName;
  readonly stops: ReadonlySet<Act>;
  /** The words it objects to, or null. */
  readonly when: (reading: Reading, evidence: Evidence) => string | null;
  readonly about: Ask['about'];
  /** What may have been meant, as sentences that leave no doubt; the plain command where it is left out. */
  readonly options?: (reading: Reading, evidence: Evidence, said: string) => readonly string[];
  /** Nothing was asked of the bot at all: there is no act left to ask about. */
  readonly nothing?: true;
  /** The reading that is asked about instead. */
  readonly instead?: (reading: Reading, said: string) => Reading;
  readonly why: string;
}

/** What is done only after it was shown whom it concerns, and never on a sentence alone. */
export const PREVIEWED: readonly Act[] = [
  'part',
  'ask-again',
  'no-show',
  'binding-code',
  'add-volunteer',
  'add-session',
  'change-session',
  'cancel-session',
  'restore-session',
  'close-sign-up',
  'open-sign-up',
];

/** Acts that change nothing or that nobody types by mistake. */
const NO_WRITES: ReadonlySet<Act> = new Set<Act>([
  'none', 'crisis', 'help', 'bind', 'open-shifts', 'my-shifts', 'on-duty', 'calendar', 'my-stats', 'sessions', 'gaps', 'unconfirmed', 'stats',
  'year-report', 'message-status', 'chain-list', 'mail-address', 'no-mail', 'my-leave', 'my-requests', 'who-is-free', 'most-served',
  'handovers', 'unreported', 'hotline', 'questions', ...PREVIEWED,
]); // prettier-ignore

export const LOOKS: ReadonlySet<Act> = new Set<Act>([
  'open-shifts', 'my-shifts', 'on-duty', 'my-stats', 'sessions', 'gaps', 'unconfirmed', 'stats', 'year-report',
]); // prettier-ignore

export const WRITES: ReadonlySet<Act> = new Set((Object.keys(COMMAND) as Act[]).filter((act) => !NO_WRITES.has(act)));

export { COMMAND };

export const acts = (...names: Act[]): ReadonlySet<Act> => new Set(names);
export const writesBut = (...names: Act[]): ReadonlySet<Act> =>
  new Set([...WRITES].filter((act) => !names.includes(act)));

/** Acts whose words behind the command are somebody's text. */
export const NOTES: readonly Act[] = ['handover', 'notify', 'feedback', 'quiet', 'ask-coordinator', 'reply'];

/** The act as a bare command with the particulars that were said, so that nothing around it is left. */
export function plainly(act: Act, evidence: Evidence, keeps: (kind: string) => boolean = () => true): string {
  const words = evidence.entities
    .filter(({ entity }) => entity.kind !== 'P' && keeps(entity.kind))
    .map(({ word }) => word);
  return `${COMMAND[act]} ${words.join(' ')}`.trim();
}

/** The first match of a pattern, as it was said. */
export const matched = (pattern: RegExp, text: string): string | null => pattern.exec(text)?.[0] ?? null;

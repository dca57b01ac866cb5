import type { Instant } from '../../kernel/clock';

/**
 * What a link lets whoever holds it do, in the name of one person: look at a session and answer for her household;
 * look at a duty and answer for it; give one answer; answer one revision of an invitation; fetch one calendar file; or
 * look at all that is hers.
 */
export type LinkKind = 'session' | 'duty' | 'confirm' | 'let-go' | 'unregister' | 'accept' | 'decline' | 'file' | 'own';

export interface ActLink {
  readonly kind: LinkKind;
  readonly personId: string;
  /** The session, assignment, registration or invitation it is about; of `own` nothing. */
  readonly subjectId: string;
  /** Which revision an `accept` or `decline` answers; of all else 0. */
  readonly revision?: number;
  readonly expires: Instant;
}

const LETTERS: Readonly<Record<LinkKind, string>> = {
  session: 's',
  duty: 'd',
  confirm: 'c',
  'let-go': 'l',
  unregister: 'u',
  accept: 'a',
  decline: 'n',
  file: 'f',
  own: 'o',
};
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as LinkKind]));
const FORM =
  /^(?<said>(?<letter>[a-z])-(?<personId>\w{1,40})-(?<subjectId>\w{0,40})-(?<seconds>[0-9a-z]{1,8})(?:-r(?<revision>\d{1,9}))?)-(?<mark>[0-9a-f]{32})$/u;

/** The part of a token that is signed. Whole seconds: an expiry is rounded up. */
export function saidBy(link: ActLink): string {
  const seconds = Math.ceil(link.expires / 1000).toString(36);
  const { revision = 0 } = link;
  const said = `${LETTERS[link.kind]}-${link.personId}-${link.subjectId}-${seconds}`;
  return revision === 0 ? said : `${said}-r${String(revision)}`;
}

/** What a token says, not yet whether it is genuine; null for what has not the form of one. */
export function readToken(token: string): { said: string; mark: string; link: ActLink } | null {
  const groups = FORM.exec(token)?.groups;
  const kind = KINDS.get(groups?.letter ?? '');
  if (!groups || !kind) return null;
  const { said = '', mark = '', personId = '', subjectId = '', seconds = '', revision = '0' } = groups;
  const expires = parseInt(seconds, 36) * 1000;
  return { said, mark, link: { kind, personId, subjectId, expires, revision: Number(revision) } };
}

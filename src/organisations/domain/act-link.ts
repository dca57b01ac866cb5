import type { Instant } from '../../kernel/clock';

/**
 * What a link lets whoever holds it do, in the name of one person: look at a session and answer for her household;
 * look at a duty and answer for it; give one answer; fetch one calendar file; or look at all that is hers.
 */
export type LinkKind = 'session' | 'duty' | 'confirm' | 'let-go' | 'unregister' | 'file' | 'own';

export interface ActLink {
  readonly kind: LinkKind;
  readonly personId: string;
  /** The session, assignment or registration it is about; of `own` nothing. */
  readonly subjectId: string;
  readonly expires: Instant;
}

const LETTERS: Readonly<Record<LinkKind, string>> = {
  session: 's',
  duty: 'd',
  confirm: 'c',
  'let-go': 'l',
  unregister: 'u',
  file: 'f',
  own: 'o',
};
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as LinkKind]));
const FORM =
  /^(?<said>(?<letter>[a-z])-(?<personId>\w{1,40})-(?<subjectId>\w{0,40})-(?<seconds>[0-9a-z]{1,8}))-(?<mark>[0-9a-f]{32})$/u;

/** The part of a token that is signed. Whole seconds: an expiry is rounded up. */
export function saidBy(link: ActLink): string {
  const seconds = Math.ceil(link.expires / 1000).toString(36);
  return `${LETTERS[link.kind]}-${link.personId}-${link.subjectId}-${seconds}`;
}

/** What a token says, not yet whether it is genuine; null for what has not the form of one. */
export function readToken(token: string): { said: string; mark: string; link: ActLink } | null {
  const groups = FORM.exec(token)?.groups;
  const kind = KINDS.get(groups?.letter ?? '');
  if (!groups || !kind) return null;
  const { said = '', mark = '', personId = '', subjectId = '', seconds = '' } = groups;
  return { said, mark, link: { kind, personId, subjectId, expires: parseInt(seconds, 36) * 1000 } };
}

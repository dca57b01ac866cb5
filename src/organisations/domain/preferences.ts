import type { Instant } from '../../kernel/clock';

/** What a person has set for herself; absent: the organisation's usual way. */
export interface Preferences {
  /** Until then only what is urgent or waits for her word reaches her. */
  readonly quietUntilMs?: Instant;
  /** One more reminder this long before each shift. */
  readonly remindMinutes?: number;
  /** She may be asked to step in at night, too. */
  readonly nightAsks?: boolean;
  /** No mail, whatever address the books have. */
  readonly noMail?: boolean;
  /** What she would like to be drafted for and what not; what such a wish is, the volunteers' room knows. */
  readonly wishes?: readonly object[];
}

/** What `people.preferences` holds; nothing set for a person whom nobody has heard of. */
export function readPreferences(text: string | null | undefined): Preferences {
  return text ? (JSON.parse(text) as Preferences) : {};
}

/** What is kept of a person's books and of her own word about her mail. */
export interface MailFacts {
  readonly preferences: string;
  /** The address that she proved to be hers. */
  readonly provenAddress: string | null;
  /** The one that her organisation has in its books. */
  readonly email: string | null;
}

/** Where a person gets mail: her own word goes before the books; null when there is no address or she wants no mail. */
export function mailAddressOf({ preferences, provenAddress, email }: MailFacts): string | null {
  return readPreferences(preferences).noMail ? null : (provenAddress ?? email);
}

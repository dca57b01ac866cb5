import { HOUR, type Instant } from '../../kernel/clock';
import type { ChannelCapabilities, InboundMessage } from '../channel';

/** What a person has given a channel: a window that her own message opened, or consents that she gave one by one. */
export interface Credit {
  readonly kind: 'window' | 'consent';
  readonly left: number;
  /** null: without end. */
  readonly endsMs: Instant | null;
}

/** `free`: nothing is used up; a kind: one of these is; `none`: the service may not write first now. */
export type ContactRight = 'free' | Credit['kind'] | 'none';

/** Whether the service may write to a person first on a channel, and what that uses up. */
export function contactRight(
  { proactive }: Pick<ChannelCapabilities, 'proactive'>,
  credits: readonly Credit[],
  now: Instant,
): ContactRight {
  if (proactive === 'always') return 'free';
  if (proactive === 'never') return 'none';
  const kind = proactive === 'within-window' ? 'window' : 'consent';
  const usable = credits.some(
    (credit) => credit.kind === kind && credit.left > 0 && (credit.endsMs === null || now < credit.endsMs),
  );
  return usable ? kind : 'none';
}

/**
 * The window that a message of hers opens: the channel's own, or the smaller one of `given`. It takes the place of one
 * that is open. null: the channel has none.
 */
export function windowOpened(
  { proactive, window }: Pick<ChannelCapabilities, 'proactive' | 'window'>,
  given: InboundMessage['window'],
  now: Instant,
): Credit | null {
  if (proactive !== 'within-window' || !window) return null;
  if (given) return { kind: 'window', left: given.sends, endsMs: now + given.ms };
  return { kind: 'window', left: window.sends, endsMs: now + window.hours * HOUR };
}

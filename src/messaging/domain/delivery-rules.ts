import type { ZoneName } from '../../kernel/civil-time';
import type { Instant } from '../../kernel/clock';
import type { DueMessage } from './message';
import { quietUntil } from './quiet-hours';

/** What the rules of delivery know about the person a message is for. */
export interface Recipient {
  readonly active: boolean;
  readonly timeZone: ZoneName;
  /** Until when she asked to be left in peace; 0 when she did not. */
  readonly quietUntilMs: Instant;
}

/** What is to become of a message that is due. `close` says a final state with the reason that people are shown. */
export type Decision =
  | { readonly do: 'send' }
  | { readonly do: 'wait'; readonly untilMs: Instant; readonly reason: string }
  | { readonly do: 'close'; readonly state: 'expired' | 'suppressed' | 'failed'; readonly reason: string };

const close = (state: 'expired' | 'suppressed' | 'failed', reason: string): Decision => ({
  do: 'close',
  state,
  reason,
});

/** Whether a message that is due may leave now, has to wait, or is not to be sent at all; null: nobody by that id. */
export function judgeDelivery(message: DueMessage, recipient: Recipient | null, now: Instant): Decision {
  const { notAfterMs } = message;
  if (notAfterMs !== null && now > notAfterMs) return close('expired', 'came too late');
  if (message.personId === null) return close('failed', 'nobody to send it to');
  if (!recipient?.active) return close('suppressed', 'the person is no longer here');
  const untilMs = quietFor(message, recipient, now);
  if (untilMs === null) return { do: 'send' };
  if (notAfterMs === null || untilMs <= notAfterMs) return { do: 'wait', untilMs, reason: 'quiet hours' };
  return message.class === 'bulk' ? close('suppressed', 'quiet until it no longer mattered') : { do: 'send' };
}

/** What waits for her word keeps to the night's quiet alone; all else also to the time for which she asked for quiet. */
const AWAITS_HER_WORD: readonly string[] = ['confirm-reminder', 'give-asked', 'swap-asked', 'ring-asked'];

/** The one channel that a kind of message belongs on; null: whichever reaches the person best. */
export function onlyBy(kind: string): string | null {
  return kind === 'invitation' || kind === 'answer-by-mail' ? 'mail' : null;
}

function quietFor(message: DueMessage, { timeZone, quietUntilMs }: Recipient, now: Instant): Instant | null {
  // an invitation goes into a mailbox and wakes nobody
  if (message.class === 'urgent' || onlyBy(message.kind) === 'mail') return null;
  const night = quietUntil(now, timeZone);
  if (quietUntilMs <= now || AWAITS_HER_WORD.includes(message.kind)) return night;
  return Math.max(quietUntilMs, quietUntil(quietUntilMs, timeZone) ?? quietUntilMs);
}

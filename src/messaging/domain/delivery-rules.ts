import type { ZoneName } from '../../kernel/civil-time';
import { HOUR, MINUTE, type Instant } from '../../kernel/clock';
import type { DeliveryReason } from './delivery-reasons';
import type { DueMessage } from './message';
import type { MessageKind } from './message-kinds';
import { quietUntil, type QuietHours } from './quiet-hours';

/** What the rules of delivery know about the person a message is for. */
export interface Recipient {
  readonly active: boolean;
  readonly timeZone: ZoneName;
  /** The night of her organisation; left out: the usual one. */
  readonly quietHours?: QuietHours;
  /** Until when she asked to be left in peace; 0 when she did not. */
  readonly quietUntilMs: Instant;
  /** She allowed to be asked at night, too, to step in. */
  readonly nightAsks: boolean;
  /** When messages that did not press were sent to her within the last hour; looked up for bulk messages alone. */
  readonly sentMs: readonly Instant[];
}

/** What is to become of a message that is due. `close` says a final state with the reason that people are shown. */
export type Decision =
  | { readonly do: 'send' }
  | { readonly do: 'wait'; readonly untilMs: Instant; readonly reason: DeliveryReason }
  | { readonly do: 'close'; readonly state: ClosedState; readonly reason: DeliveryReason };

type ClosedState = 'expired' | 'suppressed' | 'failed';

const close = (state: ClosedState, reason: DeliveryReason): Decision => ({ do: 'close', state, reason });

/** Whether a message that is due may leave now, has to wait, or is not to be sent at all; null: nobody by that id. */
export function judgeDelivery(message: DueMessage, recipient: Recipient | null, now: Instant): Decision {
  const { notAfterMs } = message;
  if (notAfterMs !== null && now > notAfterMs) return close('expired', 'came too late');
  if (message.personId === null) return close('failed', 'nobody to send it to');
  if (!recipient?.active) return close('suppressed', 'the person is no longer here');
  const untilMs = quietFor(message, recipient, now);
  if (untilMs === null) return atHerPace(message, recipient, now);
  if (notAfterMs === null || untilMs <= notAfterMs) return { do: 'wait', untilMs, reason: 'quiet hours' };
  return message.class === 'bulk' ? close('suppressed', 'quiet until it no longer mattered') : { do: 'send' };
}

/** What does not press waits when she has been written to often enough (GoAlert's limits of a contact, made gentler). */
const MOST = [
  { messages: 5, within: 15 * MINUTE },
  { messages: 11, within: HOUR },
];

const BY_MAIL: readonly MessageKind[] = ['invitation', 'counter-declined', 'answer-by-mail'];

/** The one channel that a kind of message belongs on; null: whichever reaches the person best. */
export function onlyBy(kind: MessageKind | null): string | null {
  return among(BY_MAIL, kind) ? 'mail' : null;
}

function atHerPace(message: DueMessage, { sentMs }: Recipient, now: Instant): Decision {
  const { class: pressing, kind, notAfterMs } = message;
  if (pressing !== 'bulk' || onlyBy(kind) === 'mail') return { do: 'send' };
  const times = [...sentMs].sort((a, b) => b - a);
  const untilMs = Math.max(0, ...MOST.map(({ messages, within }) => (times[messages - 1] ?? -within) + within));
  if (untilMs <= now) return { do: 'send' };
  if (notAfterMs !== null && untilMs > notAfterMs) return close('suppressed', 'too many messages at that time');
  return { do: 'wait', untilMs, reason: 'many messages already' };
}

/** What waits for her word keeps to the night's quiet alone; all else also to the time for which she asked for quiet. */
const AWAITS_HER_WORD: readonly MessageKind[] = [
  'confirm-reminder',
  'confirm-again',
  'give-asked',
  'swap-asked',
  'ring-asked',
];

const among = (kinds: readonly MessageKind[], kind: MessageKind | null): boolean =>
  kind !== null && kinds.includes(kind);

function quietFor(
  message: DueMessage,
  { timeZone, quietHours, quietUntilMs, nightAsks }: Recipient,
  now: Instant,
): Instant | null {
  // an invitation goes into a mailbox and wakes nobody
  if (message.class === 'urgent' || onlyBy(message.kind) === 'mail') return null;
  const night = message.kind === 'cover-asked' && nightAsks ? null : quietUntil(now, timeZone, quietHours);
  if (quietUntilMs <= now || among(AWAITS_HER_WORD, message.kind)) return night;
  return Math.max(quietUntilMs, quietUntil(quietUntilMs, timeZone, quietHours) ?? quietUntilMs);
}
